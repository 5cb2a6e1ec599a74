import { useFormat } from '../../../kit/format/use-format.ts';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { type Row, usePages } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useLiveVideoText } from '../../texts/live-video.ts';
import { clockOf } from './clock-of.ts';

type Replay = Row<'live', 'listReplays'>;
const tabs = ['kept', 'held'] as const;

/** Every film that the law wants kept, and until when. A row leads to its session, where it plays. */
export function ReplaysPage() {
  const T = useLiveVideoText();
  const { get, set } = useSearch();
  const { go } = useNavigation();
  const tab = tabs.find((one) => one === get('show')) ?? 'kept';
  const list = usePages('live', 'listReplays', { held: tab === 'held' });
  return (
    <ConsolePage title={T.replays} note={T.replaysNote}>
      <div className="filter-bar">
        <Tabs<(typeof tabs)[number]>
          label={T.replays}
          tabs={tabs.map((key) => ({ key, label: T[key] }))}
          current={tab}
          onChange={(show) => set({ show })}
        />
      </div>
      <ListTable
        label={T.replays}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ sessionId }) => sessionId}
        onOpen={({ sessionId }) => go(`/live/${sessionId}`)}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: tab === 'held' ? T.noHeld : T.noReplays }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<Replay>[] {
  const T = useLiveVideoText();
  const F = useFormat();
  return [
    {
      key: 'session',
      title: T.session,
      cell: ({ title, hostShopName }) => (
        <>
          <b>{title}</b> <span className="quiet">{hostShopName}</span>
        </>
      ),
    },
    { key: 'recordedAt', title: T.recordedAt, cell: ({ recordedAt }) => F.moment(recordedAt) },
    { key: 'length', title: T.length, isNumber: true, cell: ({ durationMillis }) => clockOf(durationMillis) },
    {
      key: 'size',
      title: T.size,
      isNumber: true,
      isMinor: true,
      cell: ({ byteCount }) => T.megabytes(F.count(Math.max(1, Math.round(byteCount / 1e6)))),
    },
    {
      key: 'keep',
      title: T.keptUntil,
      cell: ({ keepUntil, heldAt, holdReason }) =>
        heldAt === null ? F.isoDay(keepUntil) : T.heldSince(F.isoDay(heldAt), holdReason),
    },
  ];
}
