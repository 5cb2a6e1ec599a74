import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { FailedReason } from '../rules/event-text.ts';
import type { PackOrder } from '../rules/pack-remainder.ts';

interface Prolonged {
  readonly poolId: string;
  readonly cutOffAt: Date;
  readonly cap: number;
}

export async function prolongPools(tx: Tx, pools: readonly Prolonged[]): Promise<void> {
  await sql`/* supply.prolong-pools */
    update pool p set cut_off_at = later.cut_off_at, cap = later.cap, prolonged = p.prolonged + 1
    from unnest(${pools.map((pool) => pool.poolId)}::uuid[], ${pools.map((pool) => pool.cutOffAt)}::timestamptz[],
      ${pools.map((pool) => pool.cap)}::int[]) as later (pool_id, cut_off_at, cap)
    where p.alliance_id = ${tx.allianceId} and p.pool_id = later.pool_id`.execute(tx);
}

interface Ordered {
  readonly poolId: string;
  readonly order: PackOrder;
  readonly unitCostFen: bigint;
}

/**
 * Closes the pools and makes their pre-orders final, in one statement. A cut-off ahead of its hour becomes the cut-off; a
 * clock that was late moves nothing, for nobody could buy any more. Returns purchase orders by pool.
 */
export async function closePools(
  tx: Tx,
  pools: readonly Ordered[],
): Promise<{ poolId: string; purchaseOrderId: string; number: string }[]> {
  const { rows } = await sql<{
    poolId: string;
    purchaseOrderId: string;
    number: string;
  }>`/* supply.close-pools */
    with final as (
      select * from unnest(${pools.map((pool) => pool.poolId)}::uuid[],
        ${pools.map((pool) => pool.order.ordered)}::int[], ${pools.map((pool) => pool.order.surplus)}::int[],
        ${pools.map((pool) => pool.unitCostFen)}::bigint[]) as t (pool_id, ordered, surplus, unit_cost_fen)
    ), closed as (
      update pool p set state = 'closed', cut_off_at = least(p.cut_off_at, ${tx.now}::timestamptz)
      from final where p.alliance_id = ${tx.allianceId} and p.pool_id = final.pool_id
    )
    update purchase_order o set state = 'final', final_quantity = final.ordered, surplus_quantity = final.surplus,
      unit_cost_fen = final.unit_cost_fen, final_at = ${tx.now}::timestamptz
    from final where o.alliance_id = ${tx.allianceId} and o.pool_id = final.pool_id and o.state = 'pre-ordered'
    returning o.pool_id as "poolId", o.purchase_order_id as "purchaseOrderId", o.number`.execute(tx);
  return rows;
}

/** Fails the pools; a purchase order still under way is cancelled, one that the supplier declined stays declined. */
export async function failPools(
  tx: Tx,
  pools: readonly { readonly poolId: string; readonly reason: FailedReason }[],
): Promise<void> {
  await sql`/* supply.fail-pools */
    with failing as (
      select * from unnest(${pools.map((pool) => pool.poolId)}::uuid[], ${pools.map((pool) => pool.reason)}::text[])
        as t (pool_id, reason)
    ), cancelled as (
      update purchase_order o set state = 'cancelled' from failing
      where o.alliance_id = ${tx.allianceId} and o.pool_id = failing.pool_id and o.state in ('pre-ordered', 'final')
    )
    update pool p set state = 'failed', failed_reason = failing.reason,
      cut_off_at = least(p.cut_off_at, ${tx.now}::timestamptz)
    from failing
    where p.alliance_id = ${tx.allianceId} and p.pool_id = failing.pool_id`.execute(tx);
}
