import { Select } from 'antd';
import { Plus, Upload } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { Segmented } from '../../../kit/parts/choices.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Tag, TemperatureTag } from '../../../kit/parts/tag.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { ButtonGo } from '../../parts/button-go.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { ExportButton } from '../../parts/export-button.tsx';
import { GoodsName, type Item } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { usePages, useRead } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useItemText } from '../../texts/items.ts';
import { ItemDrawer } from './item-drawer.tsx';

/** The central catalogue: every item once, found by Chinese, pinyin, code or barcode. */
export function ItemsPage() {
  const T = useItemText();
  const F = useFormat();
  const mayWrite = mayDo(useMe(), 'catalogue');
  const { get, set } = useSearch();
  const q = get('q') ?? '';
  const categoryCode = get('category');
  const status = statusOf(get('status'));
  const list = usePages('catalog', 'listItems', {
    ...(q !== '' && { q }),
    ...(categoryCode !== undefined && { categoryCode }),
    ...(status !== undefined && { status }),
  });
  const opened = get('item');
  return (
    <ConsolePage title={T.title} note={list.first && T.count(F.count(list.first.total))}>
      <ItemFilters />
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={(item) => item.variantId}
        {...(mayWrite && { onOpen: (item: Item) => set({ item: item.variantId }, { push: true }) })}
        openKey={opened}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: q === '' ? T.none : T.notFound, picture: 'magnifier' }}
      />
      {mayWrite && <ItemDrawer id={opened} onClose={() => set({ item: undefined })} />}
    </ConsolePage>
  );
}

function statusOf(text: string | undefined): 'active' | 'paused' | undefined {
  return text === 'active' || text === 'paused' ? text : undefined;
}

/** Narrows the list by what the address bar says; the acts on the whole catalogue stand at its end. */
function ItemFilters() {
  const T = useItemText();
  const mayWrite = mayDo(useMe(), 'catalogue');
  const { get, set } = useSearch();
  const categoryCode = get('category');
  const categories = useRead('catalog', 'listCategories', {});
  return (
    <div className="filter-bar">
      <Segmented<'all' | 'active' | 'paused'>
        label={T.status}
        value={statusOf(get('status')) ?? 'all'}
        onChange={(next) => set({ status: next === 'all' ? undefined : next })}
        options={[
          { value: 'all', label: T.all },
          { value: 'active', label: T.active },
          { value: 'paused', label: T.paused },
        ]}
      />
      <SearchInput label={T.search} value={get('q') ?? ''} onSearch={(text) => set({ q: text })} />
      <Select
        className="filter-select"
        aria-label={T.category}
        value={categoryCode ?? ''}
        onChange={(code) => set({ category: code })}
        options={[
          { value: '', label: T.allCategories },
          ...(categories.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <span className="filter-end">
        <ExportButton
          path="/api/items/export"
          fileName={T.fileName}
          {...(categoryCode !== undefined && { input: { categoryCode } })}
        />
        {mayWrite && (
          <>
            <ButtonGo to="/imports" kind="line" icon={Upload}>
              {T.import}
            </ButtonGo>
            <Button size="s" icon={Plus} onClick={() => set({ item: 'new' }, { push: true })}>
              {T.add}
            </Button>
          </>
        )}
      </span>
    </div>
  );
}

function useColumns(): Column<Item>[] {
  const T = useItemText();
  const F = useFormat();
  return [
    {
      key: 'name',
      title: T.item,
      cell: (item) => <GoodsName item={item} note={T.origin(item.origin, item.brand)} />,
    },
    {
      key: 'code',
      isMinor: true,
      title: T.itemCode,
      cell: (item) => <span className="quiet lb-num code">{item.itemCode}</span>,
    },
    { key: 'category', title: T.category, cell: (item) => item.categoryName },
    { key: 'zone', title: T.zone, cell: (item) => <TemperatureTag zone={item.temperatureZone} /> },
    { key: 'soldBy', title: T.soldBy, cell: (item) => T.soldByShort(item.soldBy === 'gram', item.unitLabel) },
    {
      key: 'price',
      title: T.suggested,
      isNumber: true,
      cell: (item) => (item.suggestedPriceFen === null ? '—' : <Money fen={item.suggestedPriceFen} />),
    },
    {
      key: 'status',
      title: T.status,
      cell: (item) => (
        <span className="tags">
          <Tag tone={item.status === 'active' ? 'ok' : 'plain'}>{T[item.status]}</Tag>
          {item.isRegulated && <Tag tone="bad">{T.regulated}</Tag>}
        </span>
      ),
    },
    {
      key: 'updated',
      isMinor: true,
      title: T.updated,
      cell: (item) => <span className="quiet">{F.moment(item.updatedAt)}</span>,
    },
  ];
}
