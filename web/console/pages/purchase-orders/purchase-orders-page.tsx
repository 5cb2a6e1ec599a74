import { useFormat } from '../../../kit/format/use-format.ts';
import { useNavigation } from '../../../kit/parts/go.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { type PurchaseOrder, PurchaseOrderTag, quantityOf } from '../../parts/purchase-order.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useNews } from '../../parts/use-news.ts';
import { useSearch } from '../../parts/use-search.ts';
import { usePurchaseText } from '../../texts/purchase-orders.ts';

const states = ['pre-ordered', 'final', 'confirmed', 'received', 'declined', 'cancelled'] as const;
type Tab = 'all' | (typeof states)[number];

/** Purchase orders, newest first; suppliers see their own. */
export function PurchaseOrdersPage() {
  const T = usePurchaseText();
  const { go } = useNavigation();
  const { get, set } = useSearch();
  const state = states.find((one) => one === get('state'));
  const list = usePages('supply', 'listPurchaseOrders', state === undefined ? {} : { state });
  useNews('pools', 'supply');
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <Tabs<Tab>
          label={T.title}
          tabs={[{ key: 'all', label: T.all }, ...states.map((key) => ({ key, label: T.state[key] }))]}
          current={state ?? 'all'}
          onChange={(next) => set({ state: next === 'all' ? undefined : next })}
        />
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ purchaseOrderId }) => purchaseOrderId}
        onOpen={({ purchaseOrderId }) => go(`/purchase-orders/${purchaseOrderId}`)}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.none }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<PurchaseOrder>[] {
  const T = usePurchaseText();
  const F = useFormat();
  return [
    { key: 'item', title: T.item, cell: (order) => <GoodsName item={order.item} note={order.number} /> },
    { key: 'supplier', title: T.supplier, cell: ({ supplierName }) => supplierName },
    { key: 'state', title: T.stateWord, cell: ({ state }) => <PurchaseOrderTag state={state} /> },
    { key: 'quantity', title: T.quantity, isNumber: true, cell: (order) => T.pieces(quantityOf(order)) },
    {
      key: 'cost',
      title: T.unitCost,
      isNumber: true,
      cell: ({ unitCostFen }) => <Money fen={unitCostFen} />,
    },
    { key: 'amount', title: T.amount, isNumber: true, cell: ({ amountFen }) => <Money fen={amountFen} /> },
    { key: 'cutOff', title: T.cutOff, isMinor: true, cell: ({ cutOffAt }) => F.moment(cutOffAt) },
    { key: 'ordered', title: T.orderedAt, isMinor: true, cell: ({ preOrderedAt }) => F.moment(preOrderedAt) },
  ];
}
