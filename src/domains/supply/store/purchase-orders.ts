import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { PurchaseOrderRow } from '../tables.ts';

export interface PreOrder {
  readonly purchaseOrderId: string;
  readonly poolId: string;
  readonly number: string;
  readonly preQuantity: number;
  readonly unitCostFen: Fen;
}

/**
 * Marks the pools formed and inserts their pre-orders in one statement; a pool that is formed already gets none, and the
 * unique key on the pool makes a second one impossible. Expects the pools locked.
 *
 * @param day Shanghai day of the numbers
 */
export async function formPools(tx: Tx, day: string, orders: readonly PreOrder[]): Promise<void> {
  await sql`/* supply.form-pools */
    with formed as (
      update pool set state = 'formed'
      where alliance_id = ${tx.allianceId} and pool_id = any(${orders.map((order) => order.poolId)}::uuid[])
        and state in ('scheduled', 'open')
      returning pool_id, supplier_id, variant_id, deliver_to_location_id
    )
    insert into purchase_order (alliance_id, purchase_order_id, number, numbered_on, pool_id, supplier_id, variant_id,
      state, pre_quantity, unit_cost_fen, deliver_to_location_id, pre_ordered_at)
    select ${tx.allianceId}::uuid, t.purchase_order_id, t.number, ${day}::date, formed.pool_id, formed.supplier_id,
      formed.variant_id, 'pre-ordered', t.pre_quantity, t.unit_cost_fen, formed.deliver_to_location_id,
      ${tx.now}::timestamptz
    from unnest(${orders.map((order) => order.purchaseOrderId)}::uuid[], ${orders.map((order) => order.poolId)}::uuid[],
      ${orders.map((order) => order.number)}::text[], ${orders.map((order) => order.preQuantity)}::int[],
      ${orders.map((order) => order.unitCostFen)}::bigint[]
    ) as t (purchase_order_id, pool_id, number, pre_quantity, unit_cost_fen)
    join formed on formed.pool_id = t.pool_id`.execute(tx);
}

const columns = sql`
  purchase_order_id as "purchaseOrderId", number, pool_id as "poolId", supplier_id as "supplierId",
  variant_id as "variantId", state, pre_quantity as "preQuantity", final_quantity as "finalQuantity",
  confirmed_quantity as "confirmedQuantity", received_quantity as "receivedQuantity",
  surplus_quantity as "surplusQuantity", unit_cost_fen as "unitCostFen",
  deliver_to_location_id as "deliverToLocationId", pre_ordered_at as "preOrderedAt", final_at as "finalAt",
  confirmed_at as "confirmedAt", received_at as "receivedAt", note`;

export async function findPurchaseOrder(
  db: Reader,
  purchaseOrderId: string,
): Promise<PurchaseOrderRow | undefined> {
  const { rows } = await sql<PurchaseOrderRow>`/* supply.find-purchase-order */
    select ${columns} from purchase_order
    where alliance_id = ${db.allianceId} and purchase_order_id = ${purchaseOrderId}`.execute(db);
  return rows[0];
}

export interface Answer {
  readonly purchaseOrderId: string;
  readonly state: 'confirmed' | 'declined';
  readonly confirmedQuantity: number | null;
  readonly note: string;
}

/** Expects the pool of the order locked. */
export async function saveAnswer(tx: Tx, answer: Answer): Promise<void> {
  await sql`/* supply.save-answer */
    update purchase_order set state = ${answer.state}, confirmed_quantity = ${answer.confirmedQuantity}::int,
      confirmed_at = ${tx.now}, note = ${answer.note}
    where alliance_id = ${tx.allianceId} and purchase_order_id = ${answer.purchaseOrderId}`.execute(tx);
}

export interface Receipt {
  readonly purchaseOrderId: string;
  readonly poolId: string;
  readonly locationId: string;
  readonly quantity: number;
  /** Pieces beyond what the commitments take. */
  readonly surplusQuantity: number;
  readonly batch: string;
  /** "2026-12-24" */
  readonly expiresOn: string | null;
  readonly note: string;
}

/** Writes the receipt and moves order and pool to received, in one statement. Expects the pool locked. */
export async function insertReceipt(tx: Tx, receipt: Receipt): Promise<void> {
  await sql`/* supply.insert-receipt */
    with received as (
      update purchase_order set state = 'received', received_quantity = ${receipt.quantity}::int,
        surplus_quantity = ${receipt.surplusQuantity}::int, received_at = ${tx.now}::timestamptz
      where alliance_id = ${tx.allianceId} and purchase_order_id = ${receipt.purchaseOrderId}
    ), ended as (
      update pool set state = 'received' where alliance_id = ${tx.allianceId} and pool_id = ${receipt.poolId}
    )
    insert into receipt (alliance_id, receipt_id, purchase_order_id, location_id, quantity, batch, expires_on, note,
      received_by, received_at)
    values (${tx.allianceId}, ${tx.newId()}, ${receipt.purchaseOrderId}, ${receipt.locationId}, ${receipt.quantity},
      ${receipt.batch}, ${receipt.expiresOn}::date, ${receipt.note}, ${tx.actor?.memberId ?? null}::uuid,
      ${tx.now})`.execute(tx);
}
