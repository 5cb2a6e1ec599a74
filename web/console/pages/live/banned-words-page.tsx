import { Plus } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useSearch } from '../../parts/use-search.ts';
import { useBannedWordsText } from '../../texts/banned-words.ts';
import { type BannedWord, WordDrawer } from './word-drawer.tsx';

/** What must not be said in live rooms, and what to say instead. Operators keep the list, hosts read it. */
export function BannedWordsPage() {
  const T = useBannedWordsText();
  const me = useMe();
  const { get, set } = useSearch();
  const mayKeep = mayDo(me, 'live');
  const read = useRead('live', 'listBannedWords', {});
  const rows = read.data?.rows;
  const asked = get('word');
  const opened = rows?.find(({ word }) => word === asked);
  const isNew = get('new') !== undefined;
  return (
    <ConsolePage title={T.title} note={T.note}>
      {mayKeep && (
        <div className="filter-bar">
          <span className="filter-end">
            <Button size="s" icon={Plus} onClick={() => set({ new: '1' }, { push: true })}>
              {T.add}
            </Button>
          </span>
        </div>
      )}
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={rows}
        rowKey={({ word }) => word}
        {...(mayKeep && { onOpen: ({ word }: BannedWord) => set({ word }, { push: true }) })}
        openKey={opened?.word}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: T.none }}
      />
      {mayKeep && (isNew || opened) && (
        <WordDrawer
          key={opened?.word}
          known={isNew ? undefined : opened}
          onClose={() => set({ word: undefined, new: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<BannedWord>[] {
  const T = useBannedWordsText();
  return [
    { key: 'word', title: T.word, cell: ({ word }) => <b>{word}</b> },
    {
      key: 'suggestion',
      title: T.suggestion,
      cell: ({ suggestion }) => (suggestion === '' ? T.noSuggestion : suggestion),
    },
  ];
}
