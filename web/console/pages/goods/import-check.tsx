import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { Tabs } from '../../../kit/parts/tabs.tsx';
import { Tag, type TagProps } from '../../../kit/parts/tag.tsx';
import { ButtonGo } from '../../parts/button-go.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useImportText } from '../../texts/imports.ts';
import { ImportMapping } from './import-mapping.tsx';
import type { ImportState } from './shapes.ts';

type Tab = 'columns' | 'errors' | 'preview';
type PreviewRow = ImportState['preview'][number];
type RowError = ImportState['errors'][number];

/** What would happen, and what stands in the way; nothing is changed until the last button. */
export function ImportCheck({ state }: { state: ImportState }) {
  const T = useImportText();
  const [tab, setTab] = useState<Tab>(state.errorCount > 0 ? 'errors' : 'columns');
  const [isAsking, setAsking] = useState(false);
  const apply = useAct('catalog', 'applyImport', { onDone: () => setAsking(false) });
  const changes = state.newCount + state.changedCount;
  const reason =
    state.errorCount > 0 ? T.errorsFirst(state.errorCount) : changes === 0 ? T.nothingToDo : undefined;
  return (
    <>
      <ul className="import-counts">
        {(['new', 'changed', 'same', 'error'] as const).map((kind) => (
          <li key={kind} className={`lb-card lb-panel import-${kind}`}>
            <b className="lb-num">{state[`${kind}Count`]}</b>
            {T.outcome[kind]}
          </li>
        ))}
      </ul>
      <div className="filter-bar">
        <Tabs<Tab>
          label={T.title}
          tabs={[
            { key: 'columns', label: T.columns, count: state.columns.length },
            { key: 'errors', label: T.errors, count: state.errorCount },
            { key: 'preview', label: T.preview, count: Math.min(state.preview.length, state.rowCount) },
          ]}
          current={tab}
          onChange={setTab}
        />
        <span className="filter-end">
          <ButtonGo to="/imports" kind="line">
            {T.otherFile}
          </ButtonGo>
          <Button size="s" onClick={() => setAsking(true)} {...(reason !== undefined && { reason })}>
            {T.apply(changes)}
          </Button>
        </span>
      </div>
      <FormError errors={apply.errors} known={[]} />
      {tab === 'columns' && <ImportMapping state={state} />}
      {tab === 'errors' && <Errors rows={state.errors} all={state.errorCount} />}
      {tab === 'preview' && <Preview rows={state.preview} />}
      <Confirm
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={T.applyTitle}
        verb={T.applyVerb}
        isBusy={apply.isBusy}
        errors={apply.errors}
        onConfirm={() => void apply.run({ importId: state.importId })}
      >
        <p>{T.applyText(state.newCount, state.changedCount)}</p>
      </Confirm>
    </>
  );
}

function Errors({ rows, all }: { rows: readonly RowError[]; all: number }) {
  const T = useImportText();
  return (
    <>
      <ListTable
        label={T.errors}
        columns={useErrorColumns()}
        rows={rows}
        rowKey={(row) => `${row.line}/${row.column}`}
        onRetry={() => undefined}
        empty={{ text: T.noErrors, picture: 'basket' }}
      />
      {rows.length > 0 && <p className="quiet small">{T.errorsNote(rows.length, all)}</p>}
    </>
  );
}

function useErrorColumns(): Column<RowError>[] {
  const T = useImportText();
  return [
    { key: 'line', title: T.line, cell: ({ line }) => <b>{T.lineOf(line)}</b>, width: 90 },
    { key: 'column', title: T.column, cell: ({ column }) => column },
    {
      key: 'value',
      title: T.value,
      cell: ({ value }) => <code className="import-value">{value || T.blank}</code>,
    },
    {
      key: 'message',
      title: T.problem,
      cell: ({ message }) => <span className="lb-tone-bad">{message}</span>,
    },
    { key: 'remedy', title: T.remedy, cell: ({ remedy }) => remedy },
  ];
}

const tones: Record<PreviewRow['outcome'], NonNullable<TagProps['tone']>> = {
  new: 'ok',
  changed: 'info',
  same: 'plain',
  error: 'bad',
};

function Preview({ rows }: { rows: readonly PreviewRow[] }) {
  const T = useImportText();
  return (
    <ListTable
      label={T.preview}
      columns={usePreviewColumns()}
      rows={rows}
      rowKey={({ line }) => String(line)}
      onRetry={() => undefined}
      empty={{ text: T.emptyFile }}
    />
  );
}

function usePreviewColumns(): Column<PreviewRow>[] {
  const T = useImportText();
  return [
    { key: 'line', title: T.line, cell: ({ line }) => T.lineOf(line), width: 90 },
    {
      key: 'outcome',
      title: T.result,
      cell: (row) => <Tag tone={tones[row.outcome]}>{T.outcome[row.outcome]}</Tag>,
    },
    {
      key: 'name',
      title: T.item,
      cell: ({ name, spec }) => (
        <b>
          {name} {spec}
        </b>
      ),
    },
    {
      key: 'code',
      title: T.itemCode,
      cell: ({ itemCode }) => <span className="lb-num code">{itemCode || '—'}</span>,
    },
    { key: 'category', title: T.category, cell: ({ categoryName }) => categoryName || '—' },
    {
      key: 'price',
      title: T.suggested,
      isNumber: true,
      cell: ({ suggestedPriceFen }) => (suggestedPriceFen === null ? '—' : <Money fen={suggestedPriceFen} />),
    },
  ];
}
