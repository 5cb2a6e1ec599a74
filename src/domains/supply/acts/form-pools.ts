import type { Fact } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { poolFormed } from '../facts.ts';
import { formedText } from '../rules/event-text.ts';
import { tierAt } from '../rules/tier-price.ts';
import { formPools, type PreOrder } from '../store/purchase-orders.ts';
import type { PoolEvent, PoolRow } from '../tables.ts';
import { nextNumbers } from './next-number.ts';

/** A locked pool whose paid quantity has just grown from `paidQuantity` to `paidAfter`. */
export interface PaidPool extends PoolRow {
  readonly paidAfter: number;
}

/** Sends the pre-order of every pool that has just crossed its threshold; nothing for pools formed before. */
export async function formCrossedPools(
  tx: Tx,
  pools: readonly PaidPool[],
): Promise<{ facts: Fact[]; events: PoolEvent[] }> {
  const crossed = pools.filter(
    (pool) => (pool.state === 'open' || pool.state === 'scheduled') && pool.paidAfter >= pool.threshold,
  );
  if (crossed.length === 0) return { facts: [], events: [] };
  const numbers = await nextNumbers(tx, 'PO', crossed.length);
  const orders = crossed.map((pool, index): PreOrder & { threshold: number } => ({
    purchaseOrderId: tx.newId(),
    poolId: pool.poolId,
    number: numbers[index] ?? '',
    preQuantity: pool.paidAfter,
    unitCostFen: tierAt(pool.tiers, pool.paidAfter).costFen,
    threshold: pool.threshold,
  }));
  await formPools(tx, shanghaiDay(tx.now), orders);
  return {
    facts: orders.map((order) => poolFormed(order.poolId, order.purchaseOrderId)),
    events: orders.map(({ poolId, threshold, number }) => ({
      poolId,
      kind: 'formed',
      text: formedText(threshold, number),
      paidQuantity: threshold,
    })),
  };
}
