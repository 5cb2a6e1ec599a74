import { useFormat } from '../../../kit/format/use-format.ts';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type Row, usePages } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useNews } from '../../parts/use-news.ts';
import { useShopWavesText } from '../../texts/shop-waves.ts';
import { WaveTag } from './wave-tag.tsx';

type ShopWave = Row<'fulfilment', 'listShopWaves'>;

/** What the waves ask of one shop: lines to pick lead to its picking list, bags alone to the pickup desk. */
export function ShopWaves({ shopId }: { shopId: string }) {
  const T = useShopWavesText();
  const { go } = useNavigation();
  const list = usePages('fulfilment', 'listShopWaves', { shopId });
  useNews('overview', 'fulfilment');
  return (
    <ConsolePage title={T.waves}>
      <ListTable
        label={T.waves}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ waveId }) => waveId}
        onOpen={({ waveId, lineCount }) => go(lineCount > 0 ? `/waves/${waveId}/picking` : '/pickups')}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.none, picture: 'box' }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<ShopWave>[] {
  const T = useShopWavesText();
  const F = useFormat();
  return [
    { key: 'number', title: T.number, cell: ({ number }) => <b className="lb-num">{number}</b> },
    { key: 'state', title: T.state, cell: ({ state }) => <WaveTag state={state} /> },
    { key: 'departs', title: T.departsAt, cell: ({ departsAt }) => F.moment(departsAt) },
    {
      key: 'pick',
      title: T.pick,
      cell: ({ lineCount, pickedCount }) => (
        <Progress done={pickedCount} all={lineCount} open={T.toPick} closed={T.picked} />
      ),
    },
    {
      key: 'take-in',
      title: T.takeIn,
      cell: ({ bagCount, arrivedCount }) => (
        <Progress done={arrivedCount} all={bagCount} open={T.toCome} closed={T.arrived} />
      ),
    },
  ];
}

function Progress(props: {
  done: number;
  all: number;
  open: (left: number) => string;
  closed: (all: number) => string;
}) {
  const { done, all, open, closed } = props;
  if (all === 0) return <span className="quiet">—</span>;
  return done < all ? <Tag tone="hot">{open(all - done)}</Tag> : <Tag tone="ok">{closed(all)}</Tag>;
}
