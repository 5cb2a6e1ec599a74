import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Stop } from '../tables.ts';
import { rowsJson } from './rows-json.ts';

const columns = sql`
  s.stop_id as "stopId", s.route_id as "routeId", s.position, s.kind, s.name, s.address_text as "addressText",
  s.contact_name as "contactName", s.phone, s.lng, s.lat, s.eta_at as "etaAt", s.way_metre as "wayMetre",
  s.fee_fen as "feeFen", s.state, s.fail_reason as "failReason", s.done_at as "doneAt",
  s.shipment_ids as "shipmentIds"`;

export async function insertStops(
  tx: Tx,
  stops: readonly Omit<Stop, 'state' | 'failReason' | 'doneAt'>[],
): Promise<void> {
  await sql`/* fulfilment.insert-stops */
    insert into route_stop (alliance_id, stop_id, route_id, position, kind, name, address_text, contact_name, phone,
      lng, lat, eta_at, way_metre, fee_fen, state, shipment_ids)
    select ${tx.allianceId}::uuid, t."stopId", t."routeId", t.position, t.kind, t.name, t."addressText",
      t."contactName", t.phone, t.lng, t.lat, t."etaAt", t."wayMetre", t."feeFen", 'pending', t."shipmentIds"
    from jsonb_to_recordset(${rowsJson(stops)}::jsonb) as t ("stopId" uuid, "routeId" uuid, position integer,
      kind text, name text, "addressText" text, "contactName" text, phone text, lng double precision,
      lat double precision, "etaAt" timestamptz, "wayMetre" integer, "feeFen" bigint, "shipmentIds" uuid[])`.execute(
    tx,
  );
}

/** In the order of the routes. */
export async function stopsOfRoutes(db: Reader, routeIds: readonly string[]): Promise<Stop[]> {
  const { rows } = await sql<Stop>`/* fulfilment.stops-of-routes */
    select ${columns} from route_stop s
    where s.alliance_id = ${db.allianceId} and s.route_id = any(${routeIds}::uuid[])
    order by s.route_id, s.position`.execute(db);
  return rows;
}

export async function findStop(db: Reader, stopId: string): Promise<Stop | null> {
  const { rows } = await sql<Stop>`/* fulfilment.find-stop */
    select ${columns} from route_stop s where s.alliance_id = ${db.allianceId} and s.stop_id = ${stopId}`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** Where these parcels are handed over, newest plan first: a parcel that came back has several. */
export async function dropsOfShipments(db: Reader, shipmentIds: readonly string[]): Promise<Stop[]> {
  const { rows } = await sql<Stop>`/* fulfilment.drops-of-shipments */
    select ${columns} from route_stop s
    join route r on r.alliance_id = s.alliance_id and r.route_id = s.route_id
    where s.alliance_id = ${db.allianceId} and s.shipment_ids && ${shipmentIds}::uuid[] and s.kind <> 'load'
      and r.state <> 'planned'
    order by s.stop_id desc`.execute(db);
  return rows;
}

export async function endStop(
  tx: Tx,
  stopId: string,
  end: { readonly state: 'done' | 'failed'; readonly failReason: string; readonly doneAt: Date },
): Promise<void> {
  await sql`/* fulfilment.end-stop */
    update route_stop set state = ${end.state}, fail_reason = ${end.failReason}, done_at = ${end.doneAt}
    where alliance_id = ${tx.allianceId} and stop_id = ${stopId}`.execute(tx);
}

/** Stops still to come whose parcels all failed before they were loaded: nobody has to go there. */
export async function skipEmptyStops(tx: Tx, routeId: string, failReason: string): Promise<void> {
  await sql`/* fulfilment.skip-empty-stops */
    update route_stop s set state = 'failed', fail_reason = ${failReason}, done_at = ${tx.now}
    where s.alliance_id = ${tx.allianceId} and s.route_id = ${routeId} and s.state = 'pending' and s.kind <> 'load'
      and not exists (select 1 from shipment p
        where p.alliance_id = s.alliance_id and p.shipment_id = any(s.shipment_ids) and p.state = 'on-the-way')`.execute(
    tx,
  );
}

/** The delivery that comes next on a running route, answered once: its shopper is to be told. */
export async function claimNextDelivery(tx: Tx, routeId: string): Promise<Stop | null> {
  const { rows } = await sql<Stop>`/* fulfilment.claim-next-delivery */
    update route_stop s set notified_at = ${tx.now}
    where s.alliance_id = ${tx.allianceId} and s.kind = 'delivery' and s.notified_at is null
      and s.stop_id = (
        select n.stop_id from route_stop n join route r on r.alliance_id = n.alliance_id and r.route_id = n.route_id
        where n.alliance_id = ${tx.allianceId} and n.route_id = ${routeId} and n.state = 'pending'
          and r.state = 'running'
        order by n.position limit 1)
    returning ${columns}`.execute(tx);
  return rows[0] ?? null;
}
