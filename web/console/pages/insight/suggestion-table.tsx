import { Tag } from '../../../kit/parts/tag.tsx';
import { GoodsName } from '../../parts/goods-name.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useForecastText } from '../../texts/forecast.ts';
import { percent, roundPieces } from './forecast-words.ts';
import type { Suggestion } from './shapes.ts';

/** Items with what to order and why; a row opens its forecast. */
export function SuggestionTable({
  rows,
  isError,
  onRetry,
  openKey,
  onOpen,
  empty,
}: {
  rows: readonly Suggestion[] | undefined;
  isError: boolean;
  onRetry: () => void;
  openKey: string | undefined;
  onOpen: (row: Suggestion) => void;
  empty: string;
}) {
  const T = useForecastText();
  return (
    <ListTable
      label={T.title}
      columns={useColumns()}
      rows={rows}
      rowKey={({ item }) => item.variantId}
      onOpen={onOpen}
      openKey={openKey}
      isError={isError}
      onRetry={onRetry}
      empty={{ text: empty }}
    />
  );
}

function useColumns(): Column<Suggestion>[] {
  const T = useForecastText();
  return [
    { key: 'item', title: T.item, cell: ({ item }) => <GoodsName item={item} /> },
    { key: 'available', title: T.available, isNumber: true, cell: ({ available }) => available },
    {
      key: 'expected',
      title: T.expected,
      isNumber: true,
      cell: ({ expectedDemand, coverDays }) => T.expectedIn(roundPieces(expectedDemand), coverDays),
    },
    {
      key: 'suggested',
      title: T.suggested,
      isNumber: true,
      cell: ({ suggested }) =>
        suggested > 0 ? <b>{T.pieces(suggested)}</b> : <span className="quiet">{T.enough}</span>,
    },
    { key: 'reason', title: T.reason, cell: (row) => <Reason of={row} /> },
  ];
}

function Reason({ of }: { of: Suggestion }) {
  const T = useForecastText();
  const { reason, coverDays, serviceLevel, method } = of;
  return (
    <span className="forecast-reason">
      {T.reasons[reason](coverDays, percent(serviceLevel))}
      {method !== 'trees' && <Tag>{T.methods[method]}</Tag>}
    </span>
  );
}
