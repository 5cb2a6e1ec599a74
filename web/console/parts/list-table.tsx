import type { ReactNode } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { names } from '../../kit/parts/names.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/parts/states.tsx';
import type { PieceName } from '../../kit/pieces.ts';
import { useListText } from '../texts/list.ts';
import './list-table.css';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand right. */
  isNumber?: boolean;
  /** Left out on a phone. */
  isMinor?: boolean;
  width?: number;
}

export interface ListTableProps<Row> {
  /** Spoken name of the table. */
  label: string;
  columns: readonly Column<Row>[];
  /** Undefined while the first rows are on their way. */
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** Opens a row; the first column becomes its button. */
  onOpen?: (row: Row) => void;
  openKey?: string | undefined;
  isError?: boolean;
  onRetry: () => void;
  empty: { text: string; picture?: PieceName; action?: ReactNode };
  hasMore?: boolean;
  isMoreComing?: boolean;
  onMore?: () => void;
}

const skeletonRows = 6;

/** Rows of one kind: first column leads, numbers right, more on demand. On a phone each row becomes a card. */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { columns, rows, isError = false, onRetry, empty } = props;
  if (isError && rows === undefined) {
    return (
      <div className="lb-card lb-panel">
        <ErrorState onRetry={onRetry} />
      </div>
    );
  }
  if (rows === undefined) return <SkeletonTable columns={columns.length} />;
  if (rows.length === 0) {
    return (
      <div className="lb-card lb-panel">
        <EmptyState text={empty.text} {...(empty.picture !== undefined && { picture: empty.picture })}>
          {empty.action}
        </EmptyState>
      </div>
    );
  }
  return <FilledTable {...props} rows={rows} />;
}

function FilledTable<Row>({ rows, ...props }: ListTableProps<Row> & { rows: readonly Row[] }) {
  const { label, columns, rowKey, onOpen, openKey, hasMore = false, isMoreComing = false, onMore } = props;
  const T = useListText();
  return (
    <div className="lb-card lb-panel list">
      <table className="list-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber, isMinor, width }) => (
              <th
                key={key}
                scope="col"
                className={names(isNumber && 'list-number', isMinor && 'list-minor')}
                style={{ width }}
              >
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ListRow key={rowKey(row)} {...{ row, columns, onOpen }} isOpen={rowKey(row) === openKey} />
          ))}
        </tbody>
      </table>
      {hasMore && (
        <p className="list-more">
          <Button kind="plain" size="s" onClick={onMore} isBusy={isMoreComing}>
            {T.more}
          </Button>
        </p>
      )}
    </div>
  );
}

function ListRow<Row>({
  row,
  columns,
  onOpen,
  isOpen,
}: {
  row: Row;
  columns: readonly Column<Row>[];
  onOpen: ((row: Row) => void) | undefined;
  isOpen: boolean;
}) {
  const open = onOpen && (() => onOpen(row));
  return (
    <tr className={names(isOpen && 'list-open', open && 'list-opens')}>
      {columns.map(({ key, title, cell, isNumber, isMinor }, index) => (
        <td
          key={key}
          className={names(isNumber && 'list-number', isMinor && 'list-minor')}
          data-label={title}
        >
          {index === 0 && open ? (
            <button type="button" className="list-lead" onClick={open} aria-expanded={isOpen}>
              {cell(row)}
            </button>
          ) : (
            cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}

function SkeletonTable({ columns }: { columns: number }) {
  return (
    <div className="lb-card lb-panel list">
      <Loading>
        {Array.from({ length: skeletonRows }, (_row, row) => (
          <div key={row} className="list-skeleton">
            <Skeleton h={28} w={28} r={8} />
            {Array.from({ length: columns }, (_column, column) => (
              <Skeleton key={column} h={12} w={column === 0 ? 140 : 60} />
            ))}
          </div>
        ))}
      </Loading>
    </div>
  );
}
