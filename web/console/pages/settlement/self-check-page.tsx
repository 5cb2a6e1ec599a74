import { useFormat } from '../../../kit/format/use-format.ts';
import { type Out, useRead } from '../../../kit/use-api.ts';
import { ConsolePage } from '../../parts/console-page.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useSelfCheckText } from '../../texts/self-check.ts';

type Difference = Out<'insight', 'listDifferences'>['rows'][number];

/** Sums that are not what their parts say, oldest first; a row goes when the next check finds it mended. */
export function SelfCheckPage() {
  const T = useSelfCheckText();
  const read = useRead('insight', 'listDifferences', {});
  return (
    <ConsolePage title={T.title} note={T.note}>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={read.data?.rows}
        rowKey={({ what, subjectKey }) => `${what} ${subjectKey}`}
        isError={read.isError}
        onRetry={() => void read.refetch()}
        empty={{ text: T.none }}
      />
    </ConsolePage>
  );
}

function useColumns(): Column<Difference>[] {
  const T = useSelfCheckText();
  const F = useFormat();
  return [
    { key: 'what', title: T.what, cell: ({ what }) => <b>{T.kinds[what]}</b> },
    { key: 'subject', title: T.subject, cell: ({ subject }) => subject },
    { key: 'expected', title: T.expected, cell: ({ expected }) => expected },
    { key: 'found', title: T.found, cell: ({ found }) => found },
    {
      key: 'since',
      title: T.since,
      cell: ({ since }) => <span className="quiet nowrap">{F.moment(since)}</span>,
    },
  ];
}
