import { Plus } from 'lucide-react';
import { Button } from '../../../kit/parts/button.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { ConsolePage } from '../../parts/console-page.tsx';
import { LicenceTag } from '../../parts/licence-tag.tsx';
import { type Column, ListTable } from '../../parts/list-table.tsx';
import { mayDo, useMe } from '../../parts/session.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useSearch } from '../../parts/use-search.ts';
import { useSupplierText } from '../../texts/suppliers.ts';
import { SupplierDrawer } from './supplier-drawer.tsx';
import type { Supplier } from './shapes.ts';

export function SuppliersPage() {
  const T = useSupplierText();
  const mayWrite = mayDo(useMe(), 'pooling');
  const { get, set } = useSearch();
  const list = useRead('supply', 'listSuppliers', {});
  const opened = get('supplier');
  return (
    <ConsolePage title={T.title} note={list.data && T.count(list.data.rows.length)}>
      <div className="filter-bar">
        <p className="quiet">{T.intro}</p>
        {mayWrite && (
          <span className="filter-end">
            <Button size="s" icon={Plus} onClick={() => set({ supplier: 'new' }, { push: true })}>
              {T.add}
            </Button>
          </span>
        )}
      </div>
      <ListTable
        label={T.title}
        columns={useColumns()}
        rows={list.data?.rows}
        rowKey={({ supplierId }) => supplierId}
        {...(mayWrite && { onOpen: (row: Supplier) => set({ supplier: row.supplierId }, { push: true }) })}
        openKey={opened}
        isError={list.isError}
        onRetry={() => void list.refetch()}
        empty={{ text: T.none }}
      />
      {mayWrite && opened !== undefined && (opened === 'new' || list.data !== undefined) && (
        <SupplierDrawer
          key={opened}
          supplier={list.data?.rows.find(({ supplierId }) => supplierId === opened)}
          onClose={() => set({ supplier: undefined })}
        />
      )}
    </ConsolePage>
  );
}

function useColumns(): Column<Supplier>[] {
  const T = useSupplierText();
  return [
    {
      key: 'name',
      title: T.supplier,
      cell: ({ name, status }) => (
        <span className="tags">
          <b>{name}</b>
          {status === 'paused' && <Tag>{T.paused}</Tag>}
        </span>
      ),
    },
    { key: 'contact', title: T.contact, cell: ({ contactName }) => contactName },
    { key: 'phone', title: T.phone, cell: ({ phone }) => <span className="lb-num code">{phone}</span> },
    { key: 'lead', title: T.lead, cell: ({ leadHours }) => T.hours(leadHours) },
    {
      key: 'licence',
      title: T.licence,
      cell: ({ licenceUntil, licenceNumber }) => <LicenceTag until={licenceUntil} number={licenceNumber} />,
    },
    { key: 'open', title: T.openOrders, isNumber: true, cell: ({ openOrders }) => openOrders },
  ];
}
