import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { PoolRow } from '../tables.ts';
import { refuseOnConstraint } from '../../../engines/constraint.ts';

export type NewPool = Omit<PoolRow, 'round' | 'prolonged' | 'heldQuantity' | 'paidQuantity' | 'failedReason'>;

/** A new round of its offer with its own copy of the ladder: later changes of the offer do not reach it. */
export async function insertPool(tx: Tx, pool: NewPool): Promise<void> {
  const statement = sql`/* supply.insert-pool */
    with offer as (
      update supplier_offer set next_round = next_round + 1
      where alliance_id = ${tx.allianceId} and offer_id = ${pool.offerId}
      returning next_round - 1 as round
    ), opened as (
      insert into pool (alliance_id, pool_id, offer_id, supplier_id, variant_id, round, mode, seller_shop_id, state,
        base_cost_fen, pack_size, moq, threshold, cap, per_person_limit, opens_at, cut_off_at, below_policy,
        prolong_hours, remainder_policy, deliver_to_location_id, opened_by, created_at)
      select ${tx.allianceId}::uuid, ${pool.poolId}::uuid, ${pool.offerId}::uuid, ${pool.supplierId}::uuid,
        ${pool.variantId}::uuid, offer.round, ${pool.mode}, ${pool.sellerShopId}::uuid, ${pool.state},
        ${pool.baseCostFen}::bigint, ${pool.packSize}::int, ${pool.moq}::int, ${pool.threshold}::int,
        ${pool.cap}::int, ${pool.perPersonLimit}::int, ${pool.opensAt}::timestamptz,
        ${pool.cutOffAt}::timestamptz, ${pool.belowPolicy}, ${pool.prolongHours}::int, ${pool.remainderPolicy},
        ${pool.deliverToLocationId}::uuid, ${tx.actor?.memberId ?? null}::uuid, ${tx.now}::timestamptz
      from offer returning pool_id
    )
    insert into pool_tier (alliance_id, pool_id, level, min_quantity, cost_fen, retail_fen)
    select ${tx.allianceId}::uuid, opened.pool_id, t.position - 1, t.min_quantity, t.cost_fen, t.retail_fen
    from opened, unnest(${pool.tiers.map((tier) => tier.minQuantity)}::int[],
      ${pool.tiers.map((tier) => tier.costFen)}::bigint[], ${pool.tiers.map((tier) => tier.retailFen)}::bigint[]
    ) with ordinality as t (min_quantity, cost_fen, retail_fen, position)`.execute(tx);
  await refuseOnConstraint(statement, {
    pool_one_open_per_offer: () => new Refusal('offer-has-open-pool', {}, 'offerId'),
  });
}

/** Scheduled pools whose hour has come; returns them. Skips rows that somebody holds: the next round takes them. */
export async function openDuePools(tx: Tx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ poolId: string }>`/* supply.open-due-pools */
    update pool set state = 'open'
    where alliance_id = ${tx.allianceId} and state = 'scheduled' and pool_id in (
      select pool_id from pool where alliance_id = ${tx.allianceId} and state = 'scheduled' and opens_at <= ${tx.now}
      order by pool_id limit ${limit} for update skip locked)
    returning pool_id as "poolId"`.execute(tx);
  return rows.map((row) => row.poolId);
}
