import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { Allocation, Explanation } from '../tables.ts';
import { rowsJson } from './rows-json.ts';

const columns = sql`
  allocation_id as "allocationId", wave_id as "waveId", shipment_id as "shipmentId", order_line_id as "orderLineId",
  shop_order_id as "shopOrderId", seller_shop_id as "sellerShopId", location_id as "locationId",
  variant_id as "variantId", pool_id as "poolId", item_code as "itemCode", title, temperature_zone as "temperatureZone",
  sold_by as "soldBy", nominal_gram as "nominalGram", quantity, is_on_behalf as "isOnBehalf",
  is_overridden as "isOverridden", fee_fen as "feeFen", explanation, picked_at as "pickedAt",
  actual_gram as "actualGram"`;

export type NewAllocation = Omit<Allocation, 'isOverridden' | 'pickedAt' | 'actualGram'>;

export async function insertAllocations(tx: Tx, allocations: readonly NewAllocation[]): Promise<void> {
  await sql`/* fulfilment.insert-allocations */
    insert into allocation (alliance_id, allocation_id, wave_id, shipment_id, order_line_id, shop_order_id,
      seller_shop_id, location_id, variant_id, pool_id, item_code, title, temperature_zone, sold_by, nominal_gram, quantity,
      is_on_behalf, fee_fen, explanation)
    select ${tx.allianceId}::uuid, t."allocationId", t."waveId", t."shipmentId", t."orderLineId", t."shopOrderId",
      t."sellerShopId", t."locationId", t."variantId", t."poolId", t."itemCode", t.title, t."temperatureZone", t."soldBy",
      t."nominalGram", t.quantity, t."isOnBehalf", t."feeFen", t.explanation
    from jsonb_to_recordset(${rowsJson(allocations)}::jsonb) as t ("allocationId" uuid, "waveId" uuid,
      "shipmentId" uuid, "orderLineId" uuid, "shopOrderId" uuid, "sellerShopId" uuid, "locationId" uuid,
      "variantId" uuid, "poolId" uuid, "itemCode" text, title text, "temperatureZone" text, "soldBy" text, "nominalGram" integer,
      quantity integer, "isOnBehalf" boolean, "feeFen" bigint, explanation jsonb)`.execute(tx);
}

export async function allocationsOfWave(db: Reader, waveId: string): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`/* fulfilment.allocations-of-wave */
    select ${columns} from allocation where alliance_id = ${db.allianceId} and wave_id = ${waveId}
    order by allocation_id`.execute(db);
  return rows;
}

/** What is in these parcels. */
export async function allocationsOfShipments(
  db: Reader,
  shipmentIds: readonly string[],
): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`/* fulfilment.allocations-of-shipments */
    select ${columns} from allocation
    where alliance_id = ${db.allianceId} and shipment_id = any(${shipmentIds}::uuid[])
    order by allocation_id`.execute(db);
  return rows;
}

/** How these lines are served; lines no wave has taken are absent. */
export async function allocationsOfLines(db: Reader, orderLineIds: readonly string[]): Promise<Allocation[]> {
  const { rows } = await sql<Allocation>`/* fulfilment.allocations-of-lines */
    select ${columns} from allocation
    where alliance_id = ${db.allianceId} and order_line_id = any(${orderLineIds}::uuid[])`.execute(db);
  return rows;
}

/** The operator's word: served from there, by that parcel, and why. */
export async function moveAllocation(
  tx: Tx,
  to: {
    readonly allocationId: string;
    readonly locationId: string;
    readonly shipmentId: string;
    readonly isOnBehalf: boolean;
    readonly explanation: Explanation;
  },
): Promise<void> {
  await sql`/* fulfilment.move-allocation */
    update allocation set location_id = ${to.locationId}, shipment_id = ${to.shipmentId}, is_overridden = true,
      is_on_behalf = ${to.isOnBehalf}, explanation = ${JSON.stringify(to.explanation)}::jsonb
    where alliance_id = ${tx.allianceId} and allocation_id = ${to.allocationId}`.execute(tx);
}

/** What lines bring the place that serves them, with the reckoning that says so. */
export async function setExplanations(
  tx: Tx,
  rows: readonly {
    readonly orderLineId: string;
    readonly feeFen: Fen;
    readonly explanation: Explanation;
  }[],
): Promise<void> {
  await sql`/* fulfilment.set-explanations */
    update allocation a set fee_fen = t."feeFen", explanation = t.explanation
    from jsonb_to_recordset(${rowsJson(rows)}::jsonb)
      as t ("orderLineId" uuid, "feeFen" bigint, explanation jsonb)
    where a.alliance_id = ${tx.allianceId} and a.order_line_id = t."orderLineId"`.execute(tx);
}

export interface Picked {
  readonly orderLineId: string;
  readonly shipmentId: string;
  readonly title: string;
}

/** Marks lines of a wave as picked; those picked before are not answered again. */
export async function markPicked(
  tx: Tx,
  waveId: string,
  lines: readonly { readonly orderLineId: string; readonly actualGram: number | null }[],
): Promise<Picked[]> {
  const { rows } = await sql<Picked>`/* fulfilment.mark-picked */
    update allocation a set picked_at = ${tx.now}, actual_gram = t.actual_gram
    from unnest(${lines.map((line) => line.orderLineId)}::uuid[], ${lines.map((line) => line.actualGram)}::int[])
      as t (order_line_id, actual_gram)
    where a.alliance_id = ${tx.allianceId} and a.wave_id = ${waveId} and a.order_line_id = t.order_line_id
      and a.picked_at is null
    returning a.order_line_id as "orderLineId", a.shipment_id as "shipmentId", a.title`.execute(tx);
  return rows;
}
