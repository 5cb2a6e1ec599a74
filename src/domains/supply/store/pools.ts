import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { PoolRow } from '../tables.ts';
import { tiersFromJson, type TierJson } from './tiers-json.ts';

type Raw = Omit<PoolRow, 'tiers'> & { readonly tiers: TierJson[] };

const columns = sql`
  p.pool_id as "poolId", p.offer_id as "offerId", p.supplier_id as "supplierId", p.variant_id as "variantId",
  p.round, p.mode, p.seller_shop_id as "sellerShopId", p.state, p.base_cost_fen as "baseCostFen",
  p.pack_size as "packSize", p.moq, p.threshold, p.cap, p.per_person_limit as "perPersonLimit",
  p.opens_at as "opensAt", p.cut_off_at as "cutOffAt", p.below_policy as "belowPolicy",
  p.prolong_hours as "prolongHours", p.prolonged, p.remainder_policy as "remainderPolicy",
  p.held_quantity as "heldQuantity", p.paid_quantity as "paidQuantity",
  p.deliver_to_location_id as "deliverToLocationId", p.failed_reason as "failedReason",
  (select jsonb_agg(jsonb_build_object('minQuantity', t.min_quantity, 'costFen', t.cost_fen::text,
      'retailFen', t.retail_fen::text) order by t.level)
    from pool_tier t where t.alliance_id = p.alliance_id and t.pool_id = p.pool_id) as tiers`;

function toRows(rows: readonly Raw[]): PoolRow[] {
  return rows.map((row) => ({ ...row, tiers: tiersFromJson(row.tiers) }));
}

/** Pools under their row locks, taken in key order: whoever holds them reads and moves the counters alone. */
export async function lockPoolRows(tx: Tx, poolIds: readonly string[]): Promise<PoolRow[]> {
  const { rows } = await sql<Raw>`/* supply.lock-pools */
    select ${columns} from pool p
    where p.alliance_id = ${tx.allianceId} and p.pool_id = any(${poolIds}::uuid[])
    order by p.pool_id for update of p`.execute(tx);
  return toRows(rows);
}

/** The pools that the order lines are committed to, locked as above. */
export async function lockPoolsOfLines(tx: Tx, orderLineIds: readonly string[]): Promise<PoolRow[]> {
  const { rows } = await sql<Raw>`/* supply.lock-pools-of-lines */
    select ${columns} from pool p
    where p.alliance_id = ${tx.allianceId} and p.pool_id in (
      select c.pool_id from pool_commitment c
      where c.alliance_id = ${tx.allianceId} and c.order_line_id = any(${orderLineIds}::uuid[]))
    order by p.pool_id for update of p`.execute(tx);
  return toRows(rows);
}

/** Pools past their cut-off; those that somebody is paying into right now wait for the next round. */
export async function lockDuePools(tx: Tx, limit: number): Promise<PoolRow[]> {
  const { rows } = await sql<Raw>`/* supply.lock-due-pools */
    select ${columns} from pool p
    where p.alliance_id = ${tx.allianceId} and p.cut_off_at <= ${tx.now}
      and p.state in ('scheduled', 'open', 'formed')
    order by p.pool_id limit ${limit} for update of p skip locked`.execute(tx);
  return toRows(rows);
}

export async function findPools(db: Reader, poolIds: readonly string[]): Promise<PoolRow[]> {
  const { rows } = await sql<Raw>`/* supply.find-pools */
    select ${columns} from pool p
    where p.alliance_id = ${db.allianceId} and p.pool_id = any(${poolIds}::uuid[])
    order by p.pool_id`.execute(db);
  return toRows(rows);
}
