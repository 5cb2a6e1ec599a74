import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { SupplierRow } from '../tables.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';

const nameTaken = {
  supplier_name_unique: () => new Refusal('supplier-name-taken', {}, 'name'),
};

export async function insertSupplier(tx: Tx, row: SupplierRow): Promise<void> {
  const statement = sql`/* supply.insert-supplier */
    insert into supplier (alliance_id, supplier_id, name, contact_name, phone, licence_number, licence_until,
      lead_hours, lng, lat, status, created_at)
    values (${tx.allianceId}, ${row.supplierId}, ${row.name}, ${row.contactName}, ${row.phone}, ${row.licenceNumber},
      ${row.licenceUntil}::date, ${row.leadHours}, ${row.lng}, ${row.lat}, ${row.status}, ${tx.now})`.execute(
    tx,
  );
  await refuseOnConstraint(statement, nameTaken);
}

/** @returns false when there is no such supplier */
export async function changeSupplier(tx: Tx, row: SupplierRow): Promise<boolean> {
  const statement = sql`/* supply.change-supplier */
    update supplier set name = ${row.name}, contact_name = ${row.contactName}, phone = ${row.phone},
      licence_number = ${row.licenceNumber}, licence_until = ${row.licenceUntil}::date, lead_hours = ${row.leadHours},
      lng = ${row.lng}, lat = ${row.lat}, status = ${row.status}
    where alliance_id = ${tx.allianceId} and supplier_id = ${row.supplierId} returning 1`.execute(tx);
  const { rows } = await refuseOnConstraint(statement, nameTaken);
  return rows.length === 1;
}

export async function findSupplier(db: Reader, supplierId: string): Promise<SupplierRow | undefined> {
  const { rows } = await sql<SupplierRow>`/* supply.find-supplier */
    select supplier_id as "supplierId", name, contact_name as "contactName", phone,
      licence_number as "licenceNumber", to_char(licence_until, 'YYYY-MM-DD') as "licenceUntil",
      lead_hours as "leadHours", lng, lat, status
    from supplier where alliance_id = ${db.allianceId} and supplier_id = ${supplierId}`.execute(db);
  return rows[0];
}
