import { PackageCheck, Route as RouteIcon } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type Out, usePages, useRenew } from '../../../kit/use-api.ts';
import { useTopicEvents } from '../../../kit/use-topic.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { mayDo, useMe, usePlace } from '../../parts/session.tsx';
import { useWavesText } from '../../texts/waves.ts';
import { PlanDrawer } from './plan-drawer.tsx';
import { ShopWaves } from './shop-waves.tsx';
import { WaveTag } from './wave-tag.tsx';
import './fulfilment.css';

type Row = Out<'fulfilment', 'listWaves'>['rows'][number];

/** Operators see every wave, shops what the waves ask of them. */
export function WavesPage() {
  const { shopId } = usePlace();
  return shopId === undefined ? <AllWaves /> : <ShopWaves shopId={shopId} />;
}

/** What waits to go out, and every wave so far. */
function AllWaves() {
  const T = useWavesText();
  const me = useMe();
  const { go } = useNavigation();
  const renew = useRenew();
  const [isPlanning, setPlanning] = useState(false);
  const list = usePages('fulfilment', 'listWaves', {});
  useTopicEvents(
    'overview',
    useCallback(() => renew('fulfilment'), [renew]),
  );
  const waiting = list.first;
  const mayPlan = mayDo(me, 'dispatch') && (waiting?.waitingLines ?? 0) > 0;
  return (
    <ConsolePage
      title={T.waves}
      tools={
        mayPlan && <Button size="s" icon={RouteIcon} onClick={() => setPlanning(true)} children={T.plan} />
      }
    >
      {waiting && (
        <p className="waves-waiting">
          <Icon as={PackageCheck} />
          {waiting.waitingLines > 0 ? (
            <span>
              <Say text={T.waiting(waiting.waitingOrders, waiting.waitingLines)} />
            </span>
          ) : (
            T.waitingNone
          )}
        </p>
      )}
      <ListTable
        label={T.waves}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ waveId }) => waveId}
        onOpen={({ waveId }) => go(`/waves/${waveId}`)}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.none, picture: 'box' }}
      />
      <PlanDrawer
        isOpen={isPlanning}
        onClose={() => setPlanning(false)}
        onPlanned={(waveId) => go(`/waves/${waveId}`)}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<Row>[] {
  const T = useWavesText();
  const F = useFormat();
  return [
    { key: 'number', title: T.number, cell: ({ number }) => <b className="lb-num">{number}</b> },
    {
      key: 'state',
      title: T.state,
      cell: ({ state, unserved }) => (
        <span className="tags">
          <WaveTag state={state} />
          {unserved.length > 0 && (
            <Tag tone="bad">
              {T.unserved} {unserved.length}
            </Tag>
          )}
        </span>
      ),
    },
    { key: 'departs', title: T.departsAt, cell: ({ departsAt }) => F.moment(departsAt) },
    { key: 'orders', title: T.orders, isNumber: true, cell: ({ orderCount }) => orderCount },
    { key: 'parcels', title: T.parcels, isNumber: true, cell: ({ parcelCount }) => parcelCount },
    { key: 'pieces', title: T.pieces, isNumber: true, isMinor: true, cell: ({ pieceCount }) => pieceCount },
    { key: 'on-behalf', title: T.onBehalf, isNumber: true, cell: ({ onBehalfCount }) => onBehalfCount },
    { key: 'length', title: T.length, isNumber: true, cell: ({ totalMetre }) => F.distance(totalMetre) },
  ];
}
