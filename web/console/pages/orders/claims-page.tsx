import { useFormat } from '../../../kit/format/use-format.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsLabel } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useClaimText } from '../../texts/claims.ts';
import { ClaimDrawer } from './claim-drawer.tsx';
import type { Claim } from './shapes.ts';

const tabs = ['open', 'accepted', 'refused'] as const;
type Tab = (typeof tabs)[number];

/** Bad fruit and the like: seen with its photo, decided with a sum or a reason. */
export function ClaimsPage() {
  const T = useClaimText();
  const { get, set } = useSearch();
  const tab = tabs.find((one) => one === get('state')) ?? 'open';
  const list = usePages('fulfilment', 'listClaims', { state: tab });
  const opened = list.rows?.find(({ claimId }) => claimId === get('claim'));
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <Tabs<Tab>
          label={T.title}
          tabs={tabs.map((key) => ({ key, label: T.state[key] }))}
          current={tab}
          onChange={(next) => set({ state: next, claim: undefined })}
        />
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ claimId }) => claimId}
        onOpen={({ claimId }) => set({ claim: claimId }, { push: true })}
        openKey={opened?.claimId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: T.none[tab] }}
      />
      {opened && (
        <ClaimDrawer key={opened.claimId} claim={opened} onClose={() => set({ claim: undefined })} />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<Claim>[] {
  const T = useClaimText();
  const F = useFormat();
  return [
    {
      key: 'goods',
      title: T.goods,
      cell: ({ title, pictureKey, orderNumber }) => (
        <GoodsLabel pictureKey={pictureKey} title={title} note={orderNumber} />
      ),
    },
    { key: 'reason', title: T.reason, cell: ({ reason }) => <Tag tone="bad">{T.reasonOf(reason)}</Tag> },
    { key: 'quantity', title: T.quantity, isNumber: true, cell: ({ quantity }) => quantity },
    { key: 'buyer', title: T.buyer, cell: ({ buyerName }) => buyerName },
    { key: 'seller', title: T.seller, cell: ({ sellerShopName }) => sellerShopName },
    { key: 'asked', title: T.asked, isNumber: true, cell: ({ askedFen }) => <Money fen={askedFen} /> },
    {
      key: 'refund',
      title: T.refund,
      isNumber: true,
      cell: ({ state, refundFen }) => (state === 'accepted' ? <Money fen={refundFen} /> : null),
    },
    { key: 'at', title: T.at, cell: ({ at }) => <span className="quiet">{F.moment(at)}</span> },
  ];
}
