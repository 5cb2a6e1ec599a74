import { announce, type Fact } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { poolClosed, poolProgressed, poolProlonged } from '../facts.ts';
import { decideCutOff, type CutOff } from '../rules/cut-off.ts';
import { closedText, prolongedText } from '../rules/event-text.ts';
import { redistribute, shortLines } from '../rules/redistribute-shortage.ts';
import { tierAt } from '../rules/tier-price.ts';
import { findPaidLines, releaseAllHeld, serveInFull, serveShort } from '../store/commitments.ts';
import { closePools, prolongPools } from '../store/end-pools.ts';
import { insertEvents } from '../store/events.ts';
import type { PoolRow } from '../tables.ts';
import { failPoolsAndRefund } from './fail-pools.ts';

type Decided<O extends CutOff['outcome']> = PoolRow & { readonly cutOff: Extract<CutOff, { outcome: O }> };

/** Cuts off locked pools: final order, prolongation or failure, each set in a fixed number of statements. */
export async function cutOffPools(tx: Tx, pools: readonly PoolRow[], mayProlong: boolean): Promise<void> {
  const decided = pools.map((pool) => ({ ...pool, cutOff: decideCutOff(pool, tx.now, mayProlong) }));
  const having = <O extends CutOff['outcome']>(outcome: O) =>
    decided.filter((pool): pool is Decided<O> => pool.cutOff.outcome === outcome);
  await orderFinally(tx, having('order'));
  await prolong(tx, having('prolong'));
  await failPoolsAndRefund(
    tx,
    having('fail').map(({ poolId, paidQuantity, cutOff }) => ({
      poolId,
      paidQuantity,
      reason: cutOff.reason,
    })),
  );
}

async function orderFinally(tx: Tx, pools: readonly Decided<'order'>[]): Promise<void> {
  if (pools.length === 0) return;
  const poolIds = pools.map((pool) => pool.poolId);
  await releaseAllHeld(tx, poolIds);
  await serveInFull(tx, poolIds);
  await dropRemainders(tx, pools);
  const orders = await closePools(
    tx,
    pools.map(({ poolId, tiers, cutOff: { order } }) => ({
      poolId,
      order,
      // The supplier bills the rung of what is really ordered, surplus included.
      unitCostFen: tierAt(tiers, order.ordered).costFen,
    })),
  );
  const numbers = new Map(orders.map((order) => [order.poolId, order]));
  const facts: Fact[] = [];
  const events = pools.map(({ poolId, paidQuantity, cutOff: { order } }) => {
    const purchaseOrder = numbers.get(poolId);
    if (!purchaseOrder) throw new Error(`Pool ${poolId} reached its threshold without a purchase order`);
    facts.push(poolClosed(poolId, purchaseOrder.purchaseOrderId), poolProgressed(poolId));
    const text = closedText(order.ordered, purchaseOrder.number);
    return { poolId, kind: 'closed' as const, text, paidQuantity };
  });
  await insertEvents(tx, events);
  await announce(tx, facts);
}

/** Rounding down to whole packs leaves out the pieces that were paid last. */
async function dropRemainders(tx: Tx, pools: readonly Decided<'order'>[]): Promise<void> {
  const dropping = new Map(
    pools.filter((pool) => pool.cutOff.order.dropped > 0).map((pool) => [pool.poolId, pool.cutOff.order]),
  );
  if (dropping.size === 0) return;
  const lines = await findPaidLines(tx, [...dropping.keys()]);
  const dropped = [...dropping].flatMap(([poolId, order]) => {
    const due = lines
      .filter((line) => line.poolId === poolId)
      .map((line) => ({ orderLineId: line.orderLineId, dueQuantity: line.quantity }));
    return shortLines(redistribute(due, order.ordered));
  });
  await serveShort(tx, dropped);
}

async function prolong(tx: Tx, pools: readonly Decided<'prolong'>[]): Promise<void> {
  if (pools.length === 0) return;
  await prolongPools(
    tx,
    pools.map(({ poolId, cutOff: { cutOffAt, cap } }) => ({ poolId, cutOffAt, cap })),
  );
  await insertEvents(
    tx,
    pools.map(({ poolId, paidQuantity, cutOff: { cutOffAt, missing } }) => ({
      poolId,
      kind: 'prolonged',
      text: prolongedText(cutOffAt, missing),
      paidQuantity,
    })),
  );
  await announce(
    tx,
    pools.flatMap(({ poolId, cutOff }) => [poolProlonged(poolId, cutOff.cutOffAt), poolProgressed(poolId)]),
  );
}
