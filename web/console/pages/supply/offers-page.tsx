import { Select } from 'antd';
import { Plus } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ButtonGo } from '../../parts/button-go.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { usePages, useRead } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useOfferText } from '../../texts/offers.ts';
import { OfferDrawer } from './offer-drawer.tsx';
import './offers.css';
import type { Offer } from './shapes.ts';

/** What suppliers ask at which quantity; pools open on these. */
export function OffersPage() {
  const T = useOfferText();
  const mayWrite = mayDo(useMe(), 'pooling');
  const { get, set } = useSearch();
  const q = get('q') ?? '';
  const supplierId = get('supplier');
  const opened = get('offer');
  const suppliers = useRead('supply', 'listSuppliers', {});
  const list = usePages('supply', 'listOffers', {
    ...(q !== '' && { q }),
    ...(supplierId !== undefined && { supplierId }),
  });
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <SearchInput label={T.search} value={q} onSearch={(text) => set({ q: text })} />
        <Select
          className="filter-select"
          aria-label={T.supplier}
          value={supplierId ?? ''}
          onChange={(id) => set({ supplier: id })}
          options={[
            { value: '', label: T.allSuppliers },
            ...(suppliers.data?.rows ?? []).map((row) => ({ value: row.supplierId, label: row.name })),
          ]}
        />
        {mayWrite && (
          <span className="filter-end">
            <Button size="s" icon={Plus} onClick={() => set({ offer: 'new' }, { push: true })}>
              {T.add}
            </Button>
          </span>
        )}
      </div>
      <ListTable
        label={T.title}
        columns={useColumns(mayWrite)}
        rows={list.rows}
        rowKey={({ offerId }) => offerId}
        {...(mayWrite && { onOpen: (row: Offer) => set({ offer: row.offerId }, { push: true }) })}
        openKey={opened}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' ? T.none : T.notFound }}
      />
      {mayWrite && opened !== undefined && (opened === 'new' || list.rows !== undefined) && (
        <OfferDrawer
          key={opened}
          offer={list.rows?.find(({ offerId }) => offerId === opened)}
          onClose={() => set({ offer: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(mayPool: boolean): Column<Offer>[] {
  const T = useOfferText();
  return [
    { key: 'item', title: T.item, cell: ({ item }) => <GoodsName item={item} /> },
    { key: 'supplier', title: T.supplier, cell: ({ supplierName }) => supplierName },
    { key: 'base', title: T.base, isNumber: true, cell: ({ baseCostFen }) => <Money fen={baseCostFen} /> },
    {
      key: 'tiers',
      title: T.tiers,
      cell: ({ tiers }) => (
        <span className="offer-tiers">
          {tiers.map((tier) => (
            <span key={tier.minQuantity}>
              {T.from(tier.minQuantity)} <Money fen={tier.costFen} />
            </span>
          ))}
        </span>
      ),
    },
    { key: 'pack', title: T.pack, isNumber: true, cell: ({ packSize }) => packSize },
    { key: 'moq', title: T.moq, isNumber: true, cell: ({ moq }) => moq },
    {
      key: 'state',
      title: T.state,
      cell: (offer) =>
        offer.status === 'paused' ? (
          <Tag>{T.paused}</Tag>
        ) : offer.hasOpenPool ? (
          <Tag tone="honey">{T.pooling}</Tag>
        ) : mayPool ? (
          <ButtonGo to={`/pools?new=${offer.offerId}`} kind="plain">
            {T.openPool}
          </ButtonGo>
        ) : (
          <Tag tone="ok">{T.active}</Tag>
        ),
    },
  ];
}
