import { Select } from 'antd';
import type { ImportState } from './shapes.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useImportText } from '../../texts/imports.ts';

type FileColumn = ImportState['columns'][number];
type Field = NonNullable<FileColumn['field']>;

/** In the order people think of goods. */
const fields: readonly Field[] = [
  'name',
  'spec',
  'unitLabel',
  'category',
  'itemCode',
  'gtin',
  'brand',
  'origin',
  'suggestedPriceYuan',
  'wholesalePriceYuan',
  'temperatureZone',
  'shelfLifeDays',
  'soldBy',
  'nominalGram',
  'returnPolicy',
  'licenceNeeded',
  'isRegulated',
  'description',
  'pictureKey',
];

/** What each column of the file means; a change previews the whole file again at once. */
export function ImportMapping({ state }: { state: ImportState }) {
  const T = useImportText();
  const act = useAct('catalog', 'mapImport');
  const taken = new Set(state.columns.map(({ field }) => field));
  function map(index: number, field: Field | null) {
    void act.run({
      importId: state.importId,
      columns: state.columns.map((column) => ({
        index: column.index,
        field: column.index === index ? field : column.field,
      })),
    });
  }
  return (
    <>
      <FormError errors={act.errors} known={[]} />
      <ListTable
        label={T.columns}
        columns={useColumns(taken, act.isBusy, map)}
        rows={state.columns}
        rowKey={({ index }) => String(index)}
        onRetry={() => undefined}
        empty={{ text: T.emptyFile }}
      />
    </>
  );
}

function useColumns(
  taken: ReadonlySet<FileColumn['field']>,
  isBusy: boolean,
  map: (index: number, field: Field | null) => void,
): Column<FileColumn>[] {
  const T = useImportText();
  return [
    {
      key: 'header',
      title: T.fileColumn,
      cell: ({ header, index }) => <b>{header || T.columnOf(index + 1)}</b>,
    },
    {
      key: 'sample',
      title: T.sample,
      cell: ({ sample }) => <span className="quiet">{sample.filter(Boolean).slice(0, 3).join(T.comma)}</span>,
    },
    {
      key: 'field',
      title: T.meaning,
      width: 240,
      cell: (column) => (
        <Select<Field | ''>
          className="import-field"
          aria-label={T.meaningOf(column.header)}
          loading={isBusy}
          value={column.field ?? ''}
          onChange={(field) => map(column.index, field === '' ? null : field)}
          options={[
            { value: '' as const, label: T.leaveOut },
            ...fields.map((field) => ({
              value: field,
              label: T.field[field],
              disabled: taken.has(field) && column.field !== field,
            })),
          ]}
        />
      ),
    },
  ];
}
