import { announce, type Fact } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { poolProgressed, poolTierReached } from '../facts.ts';
import { levelsCrossed } from '../rules/tier-price.ts';
import { tierReachedText } from '../rules/event-text.ts';
import { markPaid } from '../store/commitments.ts';
import { insertEvents } from '../store/events.ts';
import { lockPoolsOfLines } from '../store/pools.ts';
import type { PoolEvent } from '../tables.ts';
import { formCrossedPools, type PaidPool } from './form-pools.ts';

/**
 * Moves commitments held → paid. When the paid sum of a pool crosses its threshold, the purchase order is inserted in
 * this same transaction: exactly once, for the pool is locked, leaves the state that allows it, and the key on the
 * pool forbids a second. Three statements, three more when something is crossed.
 *
 * @returns `lost`: lines that cannot be paid any more (released, or their pool is over); their money goes back.
 *   A line paid before counts as paid.
 */
export async function payCommitments(
  tx: Tx,
  orderLineIds: readonly string[],
): Promise<{ paid: string[]; lost: string[] }> {
  if (orderLineIds.length === 0) return { paid: [], lost: [] };
  const locked = await lockPoolsOfLines(tx, orderLineIds);
  const rows = await markPaid(tx, orderLineIds);
  const grown = new Map<string, number>();
  for (const { poolId, quantity, already } of rows) {
    if (!already) grown.set(poolId, (grown.get(poolId) ?? 0) + quantity);
  }
  const pools: PaidPool[] = locked.flatMap((pool) => {
    const quantity = grown.get(pool.poolId);
    return quantity === undefined ? [] : [{ ...pool, paidAfter: pool.paidQuantity + quantity }];
  });
  await tellProgress(tx, pools);
  const paid = new Set(rows.map((row) => row.orderLineId));
  return { paid: [...paid], lost: orderLineIds.filter((id) => !paid.has(id)) };
}

async function tellProgress(tx: Tx, pools: readonly PaidPool[]): Promise<void> {
  const facts: Fact[] = [];
  const events: PoolEvent[] = [];
  const formed = await formCrossedPools(tx, pools);
  for (const pool of pools) {
    const { poolId, paidAfter, mode, tiers } = pool;
    facts.push(poolProgressed(poolId));
    for (const level of levelsCrossed(tiers, pool.paidQuantity, paidAfter)) {
      facts.push(poolTierReached(poolId, level));
      const tier = tiers[level];
      if (tier && level > 0) {
        const text = tierReachedText(tier, mode);
        events.push({ poolId, kind: 'tier', text, paidQuantity: tier.minQuantity });
      }
    }
  }
  await insertEvents(tx, [...formed.events, ...events]);
  await announce(tx, [...facts, ...formed.facts]);
}
