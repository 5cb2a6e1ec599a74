import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { changeSupplier, insertSupplier } from '../store/suppliers.ts';
import type { SupplierRow } from '../tables.ts';
import { describeSupplier, type Supplier } from '../views/suppliers.ts';

export type SupplierInput = Omit<SupplierRow, 'supplierId' | 'status'>;

/** @throws Refusal supplier-name-taken */
export async function addSupplier(tx: Tx, input: SupplierInput): Promise<Supplier> {
  const supplierId = tx.newId();
  await insertSupplier(tx, { ...input, supplierId, status: 'active' });
  return describeSupplier(tx, supplierId);
}

/** @throws Refusal supplier-name-taken */
export async function updateSupplier(tx: Tx, input: SupplierRow): Promise<Supplier> {
  refuseUnless(await changeSupplier(tx, input), 'not-found', {}, 'supplierId');
  return describeSupplier(tx, input.supplierId);
}
