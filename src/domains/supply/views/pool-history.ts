import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeShops } from '../../membership/index.ts';
import { describePoolCard } from './pool-cards.ts';

type PoolPage = Output<typeof supply.getPool>;
export type Events = PoolPage['events'];

const eventsShown = 30;
const curvePoints = 60;

export async function getPool(db: Reader, poolId: string): Promise<PoolPage> {
  const card = await describePoolCard(db, poolId);
  const milestones = await listMilestones(db, poolId);
  const changes = await listChanges(db, poolId, card.progress.paidQuantity);
  const events = [...milestones, ...changes]
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, eventsShown);
  const until = card.cutOffAt < db.now ? card.cutOffAt : db.now;
  return { ...card, events, curve: await drawCurve(db, poolId, card.opensAt, until) };
}

/** Opened, rungs, formed, cut off, answered, received: newest first. Names no shop and no shopper. */
export async function listMilestones(db: Reader, poolId: string): Promise<Events> {
  const { rows } = await sql<Events[number]>`/* supply.list-milestones */
    select at, kind, text, paid_quantity as "paidQuantity" from pool_event
    where alliance_id = ${db.allianceId} and pool_id = ${poolId}
    order by at desc, event_id desc limit ${eventsShown}`.execute(db);
  return rows;
}

/** The newest payments and cancellations, each with what was paid after it: counted back from the paid pieces now. */
async function listChanges(db: Reader, poolId: string, paidNow: number): Promise<Events> {
  const { rows } = await sql<{
    at: Date;
    shopId: string;
    change: number;
    paid: number;
  }>`/* supply.list-changes */
    with change as (
      (select paid_at as at, order_line_id, shop_id, quantity as change from pool_commitment
        where alliance_id = ${db.allianceId} and pool_id = ${poolId} and paid_at is not null
        order by paid_at desc limit ${eventsShown})
      union all
      (select ended_at, order_line_id, shop_id, -quantity from pool_commitment
        where alliance_id = ${db.allianceId} and pool_id = ${poolId} and state = 'cancelled'
        order by ended_at desc limit ${eventsShown})
    )
    select at, shop_id as "shopId", change, (${paidNow}::int - coalesce(sum(change) over (
      order by at desc, order_line_id desc, change rows between unbounded preceding and 1 preceding), 0))::int as paid
    from change order by at desc, order_line_id desc, change limit ${eventsShown}`.execute(db);
  const shops = await describeShops(db, [...new Set(rows.map((row) => row.shopId))]);
  return rows.map(({ at, shopId, change, paid }) => ({
    at,
    kind: change > 0 ? 'paid' : 'cancelled',
    text: `${shops.get(shopId)?.shortName ?? ''}直播间 ${change > 0 ? `+${change}` : `−${-change}`} 件`,
    paidQuantity: paid,
  }));
}

/** Paid pieces over time, at most `curvePoints` + 2 points whatever the number of orders. */
async function drawCurve(db: Reader, poolId: string, from: Date, until: Date): Promise<PoolPage['curve']> {
  const span = until.getTime() - from.getTime();
  if (span <= 0) return [];
  const { rows } = await sql<{ bucket: number; change: number }>`/* supply.draw-curve */
    with change as (
      select paid_at as at, quantity as change from pool_commitment
      where alliance_id = ${db.allianceId} and pool_id = ${poolId} and paid_at is not null
      union all
      select ended_at, -quantity from pool_commitment
      where alliance_id = ${db.allianceId} and pool_id = ${poolId} and state = 'cancelled'
    )
    select least(${curvePoints}::int, greatest(1, ceil(extract(epoch from at - ${from}::timestamptz) * 1000
        / ${span}::float8 * ${curvePoints}::int)::int)) as bucket,
      sum(change)::int as change
    from change group by bucket order by bucket`.execute(db);
  const curve = [{ at: from, paid: 0 }];
  let paid = 0;
  for (const { bucket, change } of rows) {
    paid += change;
    curve.push({ at: new Date(from.getTime() + (span * bucket) / curvePoints), paid });
  }
  if (curve.at(-1)?.at.getTime() !== until.getTime()) curve.push({ at: until, paid });
  return curve;
}
