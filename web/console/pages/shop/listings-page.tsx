import { Plus, TriangleAlert } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { Switch } from '../../../kit/parts/choices.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { ShopChoice, useChosenShop } from '../../parts/shop-choice.tsx';
import { useAct, usePages } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useListingText } from '../../texts/listings.ts';
import { ListingDrawer } from './listing-drawer.tsx';
import type { Listing } from './shapes.ts';

/** What a shop sells, at its own prices; a price below cost is marked, never forbidden. */
export function ListingsPage() {
  const T = useListingText();
  const { get, set } = useSearch();
  const shopId = useChosenShop();
  const q = get('q') ?? '';
  const list = usePages(
    'catalog',
    'listListings',
    { shopId: shopId ?? '', ...(q !== '' && { q }) },
    { enabled: shopId !== undefined },
  );
  const opened = get('listing');
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <ShopChoice />
        <SearchInput label={T.search} value={q} onSearch={(text) => set({ q: text })} />
        <span className="filter-end">
          <Button size="s" icon={Plus} onClick={() => set({ listing: 'new' }, { push: true })}>
            {T.add}
          </Button>
        </span>
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ variantId }) => variantId}
        onOpen={({ variantId }) => set({ listing: variantId }, { push: true })}
        openKey={opened}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' ? T.none : T.notFound }}
      />
      {opened !== undefined && shopId !== undefined && (opened === 'new' || list.rows !== undefined) && (
        <ListingDrawer
          key={opened}
          shopId={shopId}
          listing={list.rows?.find(({ variantId }) => variantId === opened)}
          onClose={() => set({ listing: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<Listing>[] {
  const T = useListingText();
  return [
    { key: 'item', title: T.item, cell: ({ item }) => <GoodsName item={item} /> },
    {
      key: 'price',
      title: T.price,
      isNumber: true,
      cell: ({ priceFen, belowCost }) => (
        <span className="tags">
          {belowCost && (
            <Tag tone="bad" icon={TriangleAlert}>
              {T.belowCost}
            </Tag>
          )}
          <Money fen={priceFen} />
        </span>
      ),
    },
    {
      key: 'suggested',
      title: T.suggested,
      isNumber: true,
      cell: ({ item, priceFen }) => <Suggested suggestedFen={item.suggestedPriceFen} priceFen={priceFen} />,
    },
    { key: 'available', title: T.available, isNumber: true, cell: ({ available }) => available },
    {
      key: 'limit',
      title: T.exposure,
      isNumber: true,
      isMinor: true,
      cell: ({ exposureLimit }) => exposureLimit ?? <small className="quiet">{T.noLimit}</small>,
    },
    {
      key: 'person',
      title: T.perPerson,
      isNumber: true,
      isMinor: true,
      cell: ({ perPersonLimit }) => perPersonLimit ?? <small className="quiet">{T.noLimit}</small>,
    },
    { key: 'status', title: T.status, cell: (listing) => <OnOff listing={listing} /> },
  ];
}

function Suggested({ suggestedFen, priceFen }: { suggestedFen: string | null; priceFen: string }) {
  const T = useListingText();
  if (suggestedFen === null) return '—';
  const change = Math.round((Number(priceFen) / Number(suggestedFen) - 1) * 100);
  return (
    <span>
      <Money fen={suggestedFen} /> {change !== 0 && <small className="quiet">{T.against(change)}</small>}
    </span>
  );
}

/** Takes effect at once, and can be taken back from the toast. */
function OnOff({ listing }: { listing: Listing }) {
  const T = useListingText();
  const act = useAct('catalog', 'putListing');
  const { shopId, variantId, priceFen, exposureLimit, perPersonLimit, status, item } = listing;
  async function turn(next: Listing['status'], onUndo?: () => void) {
    const done = await act.run({ shopId, variantId, priceFen, exposureLimit, perPersonLimit, status: next });
    const text = done === undefined ? T.notTurned : next === 'on' ? T.turnedOn : T.turnedOff;
    toast({ text, tone: done === undefined ? 'warn' : 'ok', ...(onUndo && done && { onUndo }) });
  }
  return (
    <Switch
      label={T.onSale(item.name)}
      isChecked={status === 'on'}
      disabled={act.isBusy}
      onChange={(isOn) => void turn(isOn ? 'on' : 'off', () => void turn(isOn ? 'off' : 'on'))}
    />
  );
}
