import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { Route, RouteState } from '../tables.ts';
import { rowsJson } from './rows-json.ts';

const columns = sql`
  route_id as "routeId", wave_id as "waveId", number, courier_member_id as "courierMemberId", state,
  length_metre as "lengthMetre", duration_seconds as "durationSeconds", cost_fen as "costFen",
  departs_at as "departsAt", started_at as "startedAt"`;

export async function insertRoutes(
  tx: Tx,
  routes: readonly Omit<Route, 'state' | 'startedAt'>[],
): Promise<void> {
  await sql`/* fulfilment.insert-routes */
    insert into route (alliance_id, route_id, wave_id, number, courier_member_id, state, length_metre,
      duration_seconds, cost_fen, departs_at)
    select ${tx.allianceId}::uuid, t."routeId", t."waveId", t.number, t."courierMemberId", 'planned', t."lengthMetre",
      t."durationSeconds", t."costFen", t."departsAt"
    from jsonb_to_recordset(${rowsJson(routes)}::jsonb) as t ("routeId" uuid, "waveId" uuid, number text,
      "courierMemberId" uuid, "lengthMetre" integer, "durationSeconds" integer, "costFen" bigint,
      "departsAt" timestamptz)`.execute(tx);
}

/** With their stops: the wave is a draft and is planned again. */
export async function deleteRoutes(tx: Tx, waveId: string): Promise<void> {
  await sql`/* fulfilment.delete-stops */
    delete from route_stop s using route r
    where s.alliance_id = ${tx.allianceId} and r.alliance_id = s.alliance_id and r.route_id = s.route_id
      and r.wave_id = ${waveId} and r.state = 'planned'`.execute(tx);
  await sql`/* fulfilment.delete-routes */
    delete from route where alliance_id = ${tx.allianceId} and wave_id = ${waveId} and state = 'planned'`.execute(
    tx,
  );
}

export async function confirmRoutes(tx: Tx, waveId: string): Promise<void> {
  await sql`/* fulfilment.confirm-routes */
    update route set state = 'confirmed'
    where alliance_id = ${tx.allianceId} and wave_id = ${waveId} and state = 'planned'`.execute(tx);
}

/** The route under its row lock: whoever holds it changes its stops alone. */
export async function lockRoute(tx: Tx, routeId: string): Promise<Route | null> {
  const { rows } = await sql<Route>`/* fulfilment.lock-route */
    select ${columns} from route where alliance_id = ${tx.allianceId} and route_id = ${routeId} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function findRoutes(db: Reader, routeIds: readonly string[]): Promise<Route[]> {
  const { rows } = await sql<Route>`/* fulfilment.find-routes */
    select ${columns} from route
    where alliance_id = ${db.allianceId} and route_id = any(${routeIds}::uuid[]) order by number`.execute(db);
  return rows;
}

export async function routesOfWave(db: Reader, waveId: string): Promise<Route[]> {
  const { rows } = await sql<Route>`/* fulfilment.routes-of-wave */
    select ${columns} from route where alliance_id = ${db.allianceId} and wave_id = ${waveId} order by number`.execute(
    db,
  );
  return rows;
}

/** Routes that leave within the span or are still on the road, of one courier or of all; drafts are nobody's yet. */
export async function routesAround(
  db: Reader,
  span: {
    readonly from: Date;
    readonly to: Date;
    readonly courierMemberId: string | null;
    readonly limit: number;
  },
): Promise<Route[]> {
  const { rows } = await sql<Route>`/* fulfilment.routes-around */
    select ${columns} from route
    where alliance_id = ${db.allianceId} and state <> 'planned'
      and (${span.courierMemberId}::uuid is null or courier_member_id = ${span.courierMemberId}::uuid)
      and (state in ('confirmed', 'running') or departs_at between ${span.from} and ${span.to})
    order by departs_at desc, number limit ${span.limit}`.execute(db);
  return rows;
}

export async function setRouteState(tx: Tx, routeId: string, state: RouteState): Promise<void> {
  await sql`/* fulfilment.set-route-state */
    update route set state = ${state}::text,
      started_at = case when ${state}::text = 'running' then ${tx.now}::timestamptz else started_at end,
      done_at = case when ${state}::text = 'done' then ${tx.now}::timestamptz end
    where alliance_id = ${tx.allianceId} and route_id = ${routeId}`.execute(tx);
}
