import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';

export type Supplier = Output<typeof supply.addSupplier>;

const suppliersMax = 1_000;

/** All suppliers by name, or the one asked for. */
async function findSuppliers(db: Reader, supplierId: string | null): Promise<Supplier[]> {
  const { rows } = await sql<Supplier>`/* supply.list-suppliers */
    select s.supplier_id as "supplierId", s.name, s.contact_name as "contactName", s.phone,
      s.licence_number as "licenceNumber", to_char(s.licence_until, 'YYYY-MM-DD') as "licenceUntil",
      s.lead_hours as "leadHours", s.status, s.lng, s.lat,
      (select count(*)::int from purchase_order o where o.alliance_id = s.alliance_id
        and o.supplier_id = s.supplier_id and o.state in ('pre-ordered', 'final', 'confirmed')) as "openOrders"
    from supplier s
    where s.alliance_id = ${db.allianceId} and (${supplierId}::uuid is null or s.supplier_id = ${supplierId}::uuid)
    order by s.name limit ${suppliersMax}`.execute(db);
  return rows;
}

export async function listSuppliers(db: Reader): Promise<{ rows: Supplier[] }> {
  return { rows: await findSuppliers(db, null) };
}

export async function describeSupplier(db: Reader, supplierId: string): Promise<Supplier> {
  const [supplier] = await findSuppliers(db, supplierId);
  if (!supplier) throw new Refusal('not-found', {}, 'supplierId');
  return supplier;
}
