import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Shipment, ShipmentState } from '../tables.ts';
import { rowsJson } from './rows-json.ts';

const columns = sql`
  shipment_id as "shipmentId", wave_id as "waveId", shop_order_id as "shopOrderId", order_group_id as "orderGroupId",
  order_number as "orderNumber", member_id as "memberId", seller_shop_id as "sellerShopId",
  location_id as "locationId", kind, pickup_shop_id as "pickupShopId", contact_name as "contactName", phone, building,
  room, detail, lng, lat, slot_start as "slotStart", slot_end as "slotEnd", bag_label as "bagLabel", state, attempts,
  shipped_at as "shippedAt", done_at as "doneAt"`;

export type NewShipment = Omit<Shipment, 'state' | 'attempts' | 'shippedAt' | 'doneAt'>;

export async function insertShipments(tx: Tx, shipments: readonly NewShipment[]): Promise<void> {
  await sql`/* fulfilment.insert-shipments */
    insert into shipment (alliance_id, shipment_id, wave_id, shop_order_id, order_group_id, order_number, member_id,
      seller_shop_id, location_id, kind, pickup_shop_id, contact_name, phone, building, room, detail, lng, lat,
      slot_start, slot_end, bag_label, state)
    select ${tx.allianceId}::uuid, t."shipmentId", t."waveId", t."shopOrderId", t."orderGroupId", t."orderNumber",
      t."memberId", t."sellerShopId", t."locationId", t.kind, t."pickupShopId", t."contactName", t.phone, t.building,
      t.room, t.detail, t.lng, t.lat, t."slotStart", t."slotEnd", t."bagLabel", 'preparing'
    from jsonb_to_recordset(${rowsJson(shipments)}::jsonb) as t ("shipmentId" uuid, "waveId" uuid,
      "shopOrderId" uuid, "orderGroupId" uuid, "orderNumber" text, "memberId" uuid, "sellerShopId" uuid,
      "locationId" uuid, kind text, "pickupShopId" uuid, "contactName" text, phone text, building text, room text,
      detail text, lng double precision, lat double precision, "slotStart" timestamptz, "slotEnd" timestamptz,
      "bagLabel" text)`.execute(tx);
}

export async function shipmentsOfWave(db: Reader, waveId: string): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.shipments-of-wave */
    select ${columns} from shipment where alliance_id = ${db.allianceId} and wave_id = ${waveId}
    order by bag_label, shipment_id`.execute(db);
  return rows;
}

export async function findShipments(db: Reader, shipmentIds: readonly string[]): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.find-shipments */
    select ${columns} from shipment
    where alliance_id = ${db.allianceId} and shipment_id = any(${shipmentIds}::uuid[])
    order by shipment_id`.execute(db);
  return rows;
}

/** Parcels that came back from a failed stop, oldest first, under their row locks. */
export async function lockReturned(tx: Tx, limit: number): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.lock-returned */
    select ${columns} from shipment where alliance_id = ${tx.allianceId} and state = 'failed'
    order by shipment_id limit ${limit} for update`.execute(tx);
  return rows;
}

/** They go again with this wave, packed as they are. */
export async function sendAgain(tx: Tx, waveId: string, shipmentIds: readonly string[]): Promise<void> {
  await sql`/* fulfilment.send-again */
    update shipment set wave_id = ${waveId}, state = 'picked', attempts = attempts + 1
    where alliance_id = ${tx.allianceId} and shipment_id = any(${shipmentIds}::uuid[])`.execute(tx);
}

/** Moves parcels in one of these states on; returns those that moved. */
export async function moveShipments(
  tx: Tx,
  shipmentIds: readonly string[],
  from: readonly ShipmentState[],
  to: ShipmentState,
): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.move-shipments */
    update shipment set state = ${to}
    where alliance_id = ${tx.allianceId} and shipment_id = any(${shipmentIds}::uuid[])
      and state = any(${from}::text[])
    returning ${columns}`.execute(tx);
  return rows;
}

/** Handed over to whom they are for. */
export async function finishShipments(
  tx: Tx,
  shipmentIds: readonly string[],
  from: ShipmentState,
  doneAt: Date,
): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.finish-shipments */
    update shipment set state = 'done', done_at = ${doneAt}
    where alliance_id = ${tx.allianceId} and shipment_id = any(${shipmentIds}::uuid[]) and state = ${from}
    returning ${columns}`.execute(tx);
  return rows;
}

/** Their pieces leave the stock now; returns those for which that had not happened yet. */
export async function markShipped(tx: Tx, shipmentIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`/* fulfilment.mark-shipped */
    update shipment set shipped_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and shipment_id = any(${shipmentIds}::uuid[]) and shipped_at is null
    returning shipment_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Parcels of a draft that an override has left empty. */
export async function deleteEmptyShipments(tx: Tx, waveId: string): Promise<void> {
  await sql`/* fulfilment.delete-empty-shipments */
    delete from shipment s
    where s.alliance_id = ${tx.allianceId} and s.wave_id = ${waveId} and s.state = 'preparing'
      and not exists (select 1 from allocation a
        where a.alliance_id = s.alliance_id and a.shipment_id = s.shipment_id)`.execute(tx);
}

/** Of these parcels, those whose last line has just been picked; each answered once. */
export async function completePicking(tx: Tx, shipmentIds: readonly string[]): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.complete-picking */
    update shipment s set state = 'picked'
    where s.alliance_id = ${tx.allianceId} and s.shipment_id = any(${shipmentIds}::uuid[]) and s.state = 'preparing'
      and not exists (select 1 from allocation a
        where a.alliance_id = s.alliance_id and a.shipment_id = s.shipment_id and a.picked_at is null)
    returning ${columns}`.execute(tx);
  return rows;
}

export async function shipmentsOfGroup(db: Reader, orderGroupId: string): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.shipments-of-group */
    select ${columns} from shipment where alliance_id = ${db.allianceId} and order_group_id = ${orderGroupId}
    order by shipment_id`.execute(db);
  return rows;
}

export async function shipmentsOfOrders(db: Reader, shopOrderIds: readonly string[]): Promise<Shipment[]> {
  const { rows } = await sql<Shipment>`/* fulfilment.shipments-of-orders */
    select ${columns} from shipment
    where alliance_id = ${db.allianceId} and shop_order_id = any(${shopOrderIds}::uuid[])
    order by shipment_id`.execute(db);
  return rows;
}
