import { Select } from 'antd';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { Facts } from '../../parts/facts.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { usePages } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { wordOf } from '../../parts/word-of.ts';
import { useAuditText } from '../../texts/audit.ts';
import { auditDetail } from './audit-detail.ts';
import type { AuditRow } from './shapes.ts';
import './alliance.css';

/** Who did what that needs a role, newest first; each opens what was said. */
export function AuditPage() {
  const T = useAuditText();
  const { get, set } = useSearch();
  const operation = get('operation');
  const list = usePages('membership', 'listAudit', { ...(operation !== undefined && { operation }) });
  const opened = list.rows?.find(({ auditId }) => auditId === get('entry'));
  return (
    <ConsolePage title={T.title}>
      <div className="filter-bar">
        <Select
          className="filter-select"
          aria-label={T.operation}
          value={operation ?? ''}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(next: string) => set({ operation: next })}
          options={[
            { value: '', label: T.all },
            ...Object.entries(T.operations).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.rows}
        rowKey={({ auditId }) => auditId}
        onOpen={({ auditId }) => set({ entry: auditId }, { push: true })}
        openKey={opened?.auditId}
        isError={list.isError}
        onRetry={list.retry}
        hasMore={list.hasMore}
        isMoreComing={list.isMoreComing}
        onMore={list.more}
        empty={{ text: operation === undefined ? T.none : T.notFound }}
      />
      {opened && <AuditDrawer row={opened} onClose={() => set({ entry: undefined })} />}
    </ConsolePage>
  );
}

function AuditDrawer({ row, onClose }: { row: AuditRow; onClose: () => void }) {
  const T = useAuditText();
  const F = useFormat();
  const detail = auditDetail(row.detail);
  return (
    <Drawer isOpen onClose={onClose} title={wordOf(T.operations, row.operation)}>
      <div className="audit-detail">
        <Facts
          of={[
            [T.who, row.actorName === '' ? T.system : row.actorName],
            [T.when, F.moment(row.at)],
            [T.subject, row.subject],
          ]}
        />
        {detail.length === 0 ? <p className="quiet">{T.noDetail}</p> : <Facts of={detail} />}
      </div>
    </Drawer>
  );
}

function useColumns(): Column<AuditRow>[] {
  const T = useAuditText();
  const F = useFormat();
  return [
    {
      key: 'operation',
      title: T.operation,
      cell: ({ operation }) => <b>{wordOf(T.operations, operation)}</b>,
    },
    { key: 'who', title: T.who, cell: ({ actorName }) => (actorName === '' ? T.system : actorName) },
    { key: 'at', title: T.when, cell: ({ at }) => <span className="quiet nowrap">{F.moment(at)}</span> },
  ];
}
