import type { WireOutput } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { GroupTag, LineTag } from '../../parts/order-tags.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { usePlace } from '../../parts/session.tsx';
import { ShopChoice } from '../../parts/shop-choice.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useNews } from '../../parts/use-news.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useOrderText } from '../../texts/orders.ts';
import { OrderDrawer } from './order-drawer.tsx';

type OrderRow = WireOutput<typeof ordering.listOrders>['rows'][number];
const states = ['awaiting-payment', 'paid', 'done', 'cancelled', 'closed'] as const;
type Tab = 'all' | (typeof states)[number];

/** Orders of the alliance, or of a shop, as they come in. */
export function OrdersPage() {
  const T = useOrderText();
  const { isWhole, shopId: ownShopId } = usePlace();
  const { get, set } = useSearch();
  const shopId = isWhole ? get('shop') : ownShopId;
  const state = states.find((one) => one === get('state'));
  const q = get('q') ?? '';
  const list = usePages('ordering', 'listOrders', {
    ...(shopId !== undefined && { shopId }),
    ...(state !== undefined && { state }),
    ...(q !== '' && { q }),
  });
  useNews(shopId === undefined ? 'overview' : `shop:${shopId}`, 'ordering');
  const opened = get('order');
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <Tabs<Tab>
          label={T.title}
          tabs={[{ key: 'all', label: T.all }, ...states.map((key) => ({ key, label: T.group[key] }))]}
          current={state ?? 'all'}
          onChange={(next) => set({ state: next === 'all' ? undefined : next })}
        />
        <SearchInput label={T.search} value={q} onSearch={(text) => set({ q: text })} />
        <ShopChoice hasAll />
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ shopOrderId }) => shopOrderId}
        onOpen={({ orderGroupId }) => set({ order: orderGroupId }, { push: true })}
        openKey={list.rows?.find(({ orderGroupId }) => orderGroupId === opened)?.shopOrderId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' ? T.none : T.notFound }}
      />
      <OrderDrawer orderGroupId={opened} onClose={() => set({ order: undefined })} />
    </ConsolePage>
  );
}

function useColumns(): Column<OrderRow>[] {
  const T = useOrderText();
  const F = useFormat();
  return [
    {
      key: 'number',
      title: T.number,
      cell: ({ number, placedAt, hasPool }) => (
        <span className="order-number">
          <span className="tags">
            <b className="lb-num">{number}</b>
            {hasPool && <Tag tone="honey">{T.pool}</Tag>}
          </span>
          <small className="quiet">{F.moment(placedAt)}</small>
        </span>
      ),
    },
    {
      key: 'buyer',
      title: T.buyer,
      cell: ({ buyerName, buyerPhone }) => (
        <span>
          {buyerName} <span className="quiet lb-num code">{buyerPhone}</span>
        </span>
      ),
    },
    { key: 'seller', title: T.seller, cell: ({ sellerShopName }) => sellerShopName },
    { key: 'fulfil', title: T.fulfil, cell: ({ fulfilKind }) => T.kind(fulfilKind === 'delivery') },
    { key: 'pieces', title: T.count, isNumber: true, cell: ({ pieceCount }) => pieceCount },
    { key: 'goods', title: T.goodsSum, isNumber: true, cell: ({ goodsFen }) => <Money fen={goodsFen} /> },
    {
      key: 'refunded',
      title: T.refunded,
      isNumber: true,
      cell: ({ refundedFen }) => (refundedFen === '0' ? null : <Money fen={refundedFen} />),
    },
    {
      key: 'state',
      title: T.state,
      cell: ({ state, lineState }) => (
        <span className="tags">
          {state === 'paid' ? <LineTag state={lineState} /> : <GroupTag state={state} />}
        </span>
      ),
    },
  ];
}
