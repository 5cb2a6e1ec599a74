import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import { decodeCursor, encodeCursor, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { readyLines } from '../../ordering/index.ts';
import { describeShops } from '../../membership/index.ts';
import { listLocations } from '../../stock/index.ts';
import { allocationsOfWave } from '../store/allocations.ts';
import { routesOfWave } from '../store/routes.ts';
import { shipmentsOfWave } from '../store/shipments.ts';
import type { Allocation, Explanation } from '../tables.ts';
import { describeRoutes } from './routes.ts';

export type WaveView = Output<typeof fulfilment.planWave>;
type WaveDetail = Output<typeof fulfilment.getWave>;
type WaveList = Output<typeof fulfilment.listWaves>;

async function findRows(
  db: Reader,
  { waveId, before, limit }: { waveId: string | null; before: string | null; limit: number },
): Promise<WaveView[]> {
  const { rows } = await sql<WaveView>`/* fulfilment.list-waves */
    select w.wave_id as "waveId", w.number, w.state, w.created_at as "createdAt", w.departs_at as "departsAt",
      w.unserved, w.cost_fen as "costFen", w.bound_fen as "boundFen", p.orders as "orderCount", p.parcels as "parcelCount", a.pieces as "pieceCount",
      a.on_behalf as "onBehalfCount", r.metre as "totalMetre"
    from wave w
    cross join lateral (
      select count(distinct s.shop_order_id)::int as orders, count(*)::int as parcels from shipment s
      where s.alliance_id = w.alliance_id and s.wave_id = w.wave_id) p
    cross join lateral (
      select coalesce(sum(a.quantity), 0)::int as pieces, (count(*) filter (where a.is_on_behalf))::int as on_behalf
      from allocation a where a.alliance_id = w.alliance_id and a.wave_id = w.wave_id) a
    cross join lateral (
      select coalesce(sum(r.length_metre), 0)::int as metre from route r
      where r.alliance_id = w.alliance_id and r.wave_id = w.wave_id) r
    where w.alliance_id = ${db.allianceId} and (${waveId}::uuid is null or w.wave_id = ${waveId}::uuid)
      and (${before}::uuid is null or w.wave_id < ${before}::uuid)
    order by w.wave_id desc limit ${limit}`.execute(db);
  return rows;
}

/** One wave in figures, or `not-found`. */
export async function describeWave(db: Reader, waveId: string): Promise<WaveView> {
  const [wave] = await findRows(db, { waveId, before: null, limit: 1 });
  if (!wave) throw new Refusal('not-found', {}, 'waveId');
  return wave;
}

/** Newest first, with what waits for the next one. */
export async function listWaves(
  db: Reader,
  query: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<WaveList> {
  const [before] = query.cursor ? decodeCursor(query.cursor, [uuidPart]) : [null];
  const found = await findRows(db, { waveId: null, before: before ?? null, limit: query.limit + 1 });
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  const ready = await readyLines(db);
  const returned = await countReturned(db);
  return {
    rows,
    nextCursor: found.length > rows.length && last ? encodeCursor([last.waveId]) : null,
    waitingLines: ready.length + returned.lines,
    waitingOrders: new Set(ready.map(({ shopOrderId }) => shopOrderId)).size + returned.orders,
  };
}

/** What came back from failed stops and goes again with the next wave. */
async function countReturned(db: Reader): Promise<{ orders: number; lines: number }> {
  const { rows } = await sql<{ orders: number; lines: number }>`/* fulfilment.count-returned */
    select count(distinct s.shop_order_id)::int as orders, count(a.allocation_id)::int as lines
    from shipment s
    left join allocation a on a.alliance_id = s.alliance_id and a.shipment_id = s.shipment_id
    where s.alliance_id = ${db.allianceId} and s.state = 'failed'`.execute(db);
  return rows[0]!;
}

/** A wave with why each line goes out from where, and its routes. Refuses `not-found`. */
export async function getWave(db: Reader, { waveId }: { readonly waveId: string }): Promise<WaveDetail> {
  const wave = await describeWave(db, waveId);
  const allocations = await allocationsOfWave(db, waveId);
  const numbers = new Map(
    (await shipmentsOfWave(db, waveId)).map((one) => [one.shopOrderId, one.orderNumber]),
  );
  const places = new Map((await listLocations(db)).map(({ locationId, name }) => [locationId, name]));
  const shops = await describeShops(db);
  return {
    ...wave,
    allocations: allocations.map((one) => ({
      allocationId: one.allocationId,
      orderLineId: one.orderLineId,
      shopOrderId: one.shopOrderId,
      orderNumber: numbers.get(one.shopOrderId) ?? '',
      title: one.title,
      quantity: one.quantity,
      sellerShopName: shops.get(one.sellerShopId)?.name ?? '',
      locationId: one.locationId,
      locationName: places.get(one.locationId) ?? '',
      isOnBehalf: one.isOnBehalf,
      isOverridden: one.isOverridden,
      feeFen: one.feeFen,
      explanation: readExplanation(one),
    })),
    routes: await describeRoutes(db, await routesOfWave(db, waveId)),
  };
}

function readExplanation({ explanation }: Allocation): WaveDetail['allocations'][number]['explanation'] {
  const { chosen, runnerUp, infeasible }: Explanation = explanation;
  return {
    chosen: {
      locationName: chosen.locationName,
      costFen: BigInt(chosen.costFen),
      distanceFen: BigInt(chosen.distanceFen),
      parcelFen: BigInt(chosen.parcelFen),
      handlingFen: BigInt(chosen.handlingFen),
      onBehalfFeeFen: BigInt(chosen.onBehalfFeeFen),
    },
    runnerUp: runnerUp && { ...runnerUp, costFen: BigInt(runnerUp.costFen) },
    infeasible: [...infeasible],
  };
}
