import { ClipboardCheck } from 'lucide-react';
import { names } from '../../../kit/parts/names.ts';
import { Tag } from '../../../kit/parts/tag.tsx';
import { useNow } from '../../../kit/use-now.ts';
import { ButtonGo } from '../../parts/button-go.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { LocationChoice, useChosenLocation } from '../../parts/location-choice.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { usePlace } from '../../parts/session.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useNews } from '../../parts/use-news.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useStockText } from '../../texts/stock.ts';
import { StockDrawer } from './stock-drawer.tsx';
import type { Counter } from './shapes.ts';

const soonMs = 2 * 86_400_000;

/** On hand, held, allocated, available: what can still be promised from here. */
export function StockPage() {
  const T = useStockText();
  const { shopId } = usePlace();
  const { get, set } = useSearch();
  const locationId = useChosenLocation();
  const q = get('q') ?? '';
  const list = usePages(
    'stock',
    'listStock',
    { locationId: locationId ?? '', ...(q !== '' && { q }) },
    { enabled: locationId !== undefined },
  );
  useNews(shopId === undefined ? undefined : `shop:${shopId}`, 'stock');
  const opened = list.rows?.find(({ item }) => item.variantId === get('item'));
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <LocationChoice />
        <SearchInput label={T.search} value={q} onSearch={(text) => set({ q: text })} />
        <span className="filter-end">
          <ButtonGo
            to={locationId === undefined ? '/count' : `/count?at=${locationId}`}
            icon={ClipboardCheck}
          >
            {T.count}
          </ButtonGo>
        </span>
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ item }) => item.variantId}
        onOpen={({ item }) => set({ item: item.variantId }, { push: true })}
        openKey={opened?.item.variantId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' ? T.none : T.notFound }}
      />
      {opened && locationId !== undefined && (
        <StockDrawer
          key={opened.item.variantId}
          counter={opened}
          locationId={locationId}
          onClose={() => set({ item: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<Counter>[] {
  const T = useStockText();
  return [
    { key: 'item', title: T.item, cell: ({ item }) => <GoodsName item={item} /> },
    { key: 'onHand', title: T.onHand, isNumber: true, cell: ({ onHand }) => onHand },
    { key: 'held', title: T.held, isNumber: true, cell: ({ held }) => held },
    { key: 'allocated', title: T.allocated, isNumber: true, cell: ({ allocated }) => allocated },
    {
      key: 'available',
      title: T.available,
      isNumber: true,
      cell: ({ available }) => <b className={names(available <= 0 && 'lb-tone-bad')}>{available}</b>,
    },
    { key: 'expiry', title: T.expiry, cell: ({ earliestExpiry }) => <Expiry day={earliestExpiry} /> },
  ];
}

function Expiry({ day }: { day: string | null }) {
  const T = useStockText();
  const now = useNow();
  if (day === null) return <span className="quiet">—</span>;
  const leftMs = new Date(`${day}T23:59:59+08:00`).getTime() - now;
  if (leftMs < 0) return <Tag tone="bad">{T.expired(day)}</Tag>;
  return leftMs < soonMs ? <Tag tone="honey">{T.expires(day)}</Tag> : <span className="quiet">{day}</span>;
}
