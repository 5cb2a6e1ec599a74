import { Select } from 'antd';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Money } from '../../../kit/parts/money.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { SearchInput } from '../../parts/search-input.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { wordOf } from '../../parts/word-of.ts';
import { useBooksText } from '../../texts/books.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import './settlement.css';
import type { Entry } from './shapes.ts';

/** What was booked, newest first; each entry opens its legs. */
export function JournalPage() {
  const T = useBooksText();
  const { get, set } = useSearch();
  const kind = get('kind');
  const source = get('source') ?? '';
  const list = usePages('settlement', 'listEntries', {
    ...(kind !== undefined && { kind }),
    ...(source !== '' && { source }),
  });
  const opened = list.rows?.find(({ entryId }) => entryId === get('entry'));
  return (
    <ConsolePage title={T.journal}>
      <div className="filter-bar">
        <Select
          className="filter-select"
          aria-label={T.kind}
          value={kind ?? ''}
          onChange={(next: string) => set({ kind: next })}
          options={[
            { value: '', label: T.allKinds },
            ...Object.entries(T.kinds).map(([value, label]) => ({ value, label })),
          ]}
        />
        <SearchInput label={T.search} value={source} onSearch={(text) => set({ source: text.trim() })} />
      </div>
      <ListTable
        label={T.journal}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ entryId }) => entryId}
        onOpen={({ entryId }) => set({ entry: entryId }, { push: true })}
        openKey={opened?.entryId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: source === '' && kind === undefined ? T.none : T.notFound }}
      />
      <EntryDrawer entry={opened} onClose={() => set({ entry: undefined })} />
    </ConsolePage>
  );
}

/** What moved: the sum of the legs on one side. */
function sizeOf({ postings }: Entry): bigint {
  return postings.reduce(
    (sum, { amountFen }) => (BigInt(amountFen) > 0n ? sum + BigInt(amountFen) : sum),
    0n,
  );
}

function useColumns(): Column<Entry>[] {
  const T = useBooksText();
  const F = useFormat();
  return [
    { key: 'memo', title: T.memo, cell: ({ memo }) => <b className="entry-memo">{memo}</b> },
    { key: 'kind', title: T.kind, cell: ({ kind }) => <Tag>{wordOf(T.kinds, kind)}</Tag> },
    {
      key: 'order',
      title: T.order,
      cell: ({ orderNumber }) => orderNumber !== null && <span className="lb-num code">{orderNumber}</span>,
    },
    { key: 'at', title: T.time, cell: ({ at }) => <span className="quiet nowrap">{F.moment(at)}</span> },
    { key: 'rules', title: T.rules, cell: ({ ruleVersion }) => T.version(ruleVersion) },
    { key: 'size', title: T.size, isNumber: true, cell: (entry) => <Money fen={sizeOf(entry)} /> },
  ];
}
