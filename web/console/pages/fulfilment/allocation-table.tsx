import { useState } from 'react';
import { Money } from '../../../kit/parts/money.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useWavesText } from '../../texts/waves.ts';
import { AllocationDrawer } from './allocation-drawer.tsx';
import type { Allocation, Wave } from './shapes.ts';

type Tab = 'all' | 'on-behalf' | 'overridden';

const isIn: Record<Tab, (one: Allocation) => boolean> = {
  all: () => true,
  'on-behalf': ({ isOnBehalf }) => isOnBehalf,
  overridden: ({ isOverridden }) => isOverridden,
};
/** A wave has hundreds of lines; more are shown on demand. */
const rowsAtOnce = 50;

/** From where each line goes out; opening one tells why. */
export function AllocationTable({ wave }: { wave: Wave }) {
  const T = useWavesText();
  const { get, set } = useSearch();
  const [tab, setTab] = useState<Tab>('all');
  const [q, setQ] = useState('');
  const [shown, setShown] = useState(rowsAtOnce);
  const rows = wave.allocations.filter(
    (one) =>
      isIn[tab](one) && `${one.orderNumber} ${one.title}`.toLowerCase().includes(q.trim().toLowerCase()),
  );
  const opened = wave.allocations.find(({ allocationId }) => allocationId === get('line'));
  const count = (key: Tab) => wave.allocations.filter(isIn[key]).length;
  return (
    <>
      <div className="filter-bar">
        <Tabs<Tab>
          label={T.allocations}
          tabs={[
            { key: 'all', label: T.all, count: count('all') },
            { key: 'on-behalf', label: T.onBehalf, count: count('on-behalf') },
            { key: 'overridden', label: T.overridden, count: count('overridden') },
          ]}
          current={tab}
          onChange={setTab}
        />
        <SearchInput label={T.searchLine} value={q} onSearch={setQ} />
      </div>
      <ListTable
        label={T.allocations}
        columns={useColumns()}
        rows={rows.slice(0, shown)}
        rowKey={({ allocationId }) => allocationId}
        onOpen={({ allocationId }) => set({ line: allocationId }, { push: true })}
        openKey={opened?.allocationId}
        onRetry={() => undefined}
        hasMore={rows.length > shown}
        onMore={() => setShown(shown + rowsAtOnce)}
        empty={{ text: T.noLines }}
      />
      <AllocationDrawer wave={wave} allocation={opened} onClose={() => set({ line: undefined })} />
    </>
  );
}

/** What the chosen place saves against the next best, null when there is no other. */
function savedFen({ explanation: { chosen, runnerUp } }: Allocation): bigint | null {
  return runnerUp === null ? null : BigInt(runnerUp.costFen) - BigInt(chosen.costFen);
}

function useColumns(): Column<Allocation>[] {
  const T = useWavesText();
  return [
    {
      key: 'line',
      title: T.line,
      cell: ({ title, quantity, orderNumber }) => (
        <span className="line-name">
          <b>
            {title} × {quantity}
          </b>
          <small className="quiet lb-num code">{orderNumber}</small>
        </span>
      ),
    },
    { key: 'seller', title: T.seller, cell: ({ sellerShopName }) => sellerShopName },
    {
      key: 'from',
      title: T.from,
      cell: ({ locationName, isOnBehalf, isOverridden }) => (
        <span className="tags">
          {locationName}
          {isOnBehalf && <Tag tone="out">{T.onBehalf}</Tag>}
          {isOverridden && <Tag tone="honey">{T.byHand}</Tag>}
        </span>
      ),
    },
    {
      key: 'fee',
      title: T.fee,
      isNumber: true,
      cell: ({ feeFen }) => (feeFen === '0' ? null : <Money fen={feeFen} />),
    },
    {
      key: 'cheaper',
      title: T.cheaper,
      isNumber: true,
      isMinor: true,
      cell: (one) => {
        const saved = savedFen(one);
        return saved !== null && saved > 0n ? <Money fen={saved} /> : null;
      },
    },
  ];
}
