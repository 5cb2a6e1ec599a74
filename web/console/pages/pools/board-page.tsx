import { Select } from 'antd';
import { Plus } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { EmptyState, ErrorState } from '../../../kit/parts/states.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { useMedia } from '../../../kit/use-media.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { usePages, useRead } from '../../../kit/use-api.ts';
import { useLivePools } from '../../parts/use-live-pools.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useListText } from '../../texts/list.ts';
import { usePoolText } from '../../texts/pools.ts';
import { BoardTable, BoardWaiting } from './board-table.tsx';
import { NewPool } from './new-pool.tsx';
import { PoolAside } from './pool-aside.tsx';

const tabs = ['running', 'closing', 'formed', 'failed'] as const;
type Tab = (typeof tabs)[number];
/** Room for the drawer beside the board; below it floats and opens only when asked for. */
const wide = '(min-width: 1280px)';

/** Pool × shop, by cut-off, moving as neighbours pay. The chosen pool stands in the drawer. */
export function BoardPage() {
  const T = usePoolText();
  const L = useListText();
  const me = useMe();
  const { get, set } = useSearch();
  const tab = tabs.find((one) => one === get('tab')) ?? 'running';
  const categoryCode = get('category');
  const list = usePages('supply', 'listPools', { tab, ...(categoryCode !== undefined && { categoryCode }) });
  const rows = useLivePools(list.rows);
  const isWide = useMedia(wide);
  const openId = get('pool') ?? (isWide ? rows?.[0]?.poolId : undefined);
  const open = (poolId: string | undefined) =>
    set({ pool: poolId }, { push: poolId !== undefined && !isWide });
  const mayPool = mayDo(me, 'pooling');
  return (
    <ConsolePage
      title={T.board}
      aside={
        openId === undefined ? undefined : (
          <PoolAside key={openId} poolId={openId} {...(!isWide && { onClose: () => open(undefined) })} />
        )
      }
    >
      <BoardFilters tab={tab} counts={list.first?.counts} mayPool={mayPool} />
      {list.isError && (
        <div className="lb-card lb-panel">
          <ErrorState onRetry={list.retry} isBusy={list.isFetching} />
        </div>
      )}
      {!list.isError && (rows === undefined || list.first === undefined) && <BoardWaiting />}
      {rows?.length === 0 && (
        <div className="lb-card lb-panel">
          <EmptyState text={T.empty[tab]} />
        </div>
      )}
      {rows !== undefined && rows.length > 0 && list.first !== undefined && (
        <>
          <BoardTable rows={rows} shops={list.first.shops} openId={openId} onOpen={open} />
          {list.hasMore && (
            <Button kind="plain" size="s" onClick={list.more} isBusy={list.isMoreComing}>
              {L.more}
            </Button>
          )}
          <Legend />
        </>
      )}
      {mayPool && (
        <NewPool
          isOpen={get('new') !== undefined}
          offerId={get('new')}
          onClose={() => set({ new: undefined })}
          onOpened={(poolId) => set({ new: undefined, tab: undefined, pool: poolId })}
        />
      )}
    </ConsolePage>
  );
}

function BoardFilters({
  tab,
  counts,
  mayPool,
}: {
  tab: Tab;
  counts: Record<Tab, number> | undefined;
  mayPool: boolean;
}) {
  const T = usePoolText();
  const { get, set } = useSearch();
  const categories = useRead('catalog', 'listCategories', {});
  return (
    <div className="filter-bar">
      <Tabs<Tab>
        label={T.board}
        tabs={tabs.map((key) => ({ key, label: T.tabs[key], ...countOf(counts?.[key]) }))}
        current={tab}
        onChange={(next) => set({ tab: next, pool: undefined })}
      />
      <Select
        className="filter-select"
        aria-label={T.category}
        value={get('category') ?? ''}
        onChange={(code) => set({ category: code, pool: undefined })}
        options={[
          { value: '', label: T.allCategories },
          ...(categories.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      {mayPool && (
        <Button size="s" icon={Plus} onClick={() => set({ new: '1' }, { push: true })}>
          {T.newPool}
        </Button>
      )}
    </div>
  );
}

function countOf(count: number | undefined) {
  return count === undefined ? {} : { count };
}

function Legend() {
  const T = usePoolText();
  return (
    <p className="board-legend">
      <span>{T.legend}</span>
      <span aria-hidden>
        {T.few}
        {[0.05, 0.25, 0.45, 0.7, 1].map((share) => (
          <i key={share} style={{ opacity: 0.12 + share * 0.4 }} />
        ))}
        {T.many}
      </span>
    </p>
  );
}
