import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { poolOutcome } from '../../supply/index.ts';
import { poolRefund } from '../rules/pool-refund.ts';
import { insertEvents } from '../store/events.ts';
import { lockGroups } from '../store/groups.ts';
import { findWaitingLines, moveLines, setServed } from '../store/lines.ts';
import type { Line } from '../tables.ts';
import { refundSums } from '../views/refund-sums.ts';
import { endLines } from './end-lines.ts';
import type { RefundDraft } from './request-refunds.ts';

const poolReasons: ReadonlySet<string> = new Set(['better-tier', 'pack-remainder', 'short-delivery']);

/** The pool did not come about: everybody who paid gets everything back. Harmless when it is told twice. */
export async function refundFailedPool(tx: Tx, poolId: string): Promise<void> {
  const lines = await lockWaitingLines(tx, poolId);
  await tell(tx, lines, 'pool-failed', '集单没有成，全额退款');
  await endLines(
    tx,
    { orderLineIds: idsOf(lines), from: ['waiting-pool'], to: 'refunded' },
    draftsOf(lines, 'pool-failed', poolId, (line) => ({
      quantity: line.servedQuantity,
      amountFen: line.amountFen - line.refundedFen,
    })),
  );
}

/**
 * The pool is cut off: everybody gets the difference to the final price, and those whose pieces fell to the pack
 * remainder their money for them.
 */
export async function settlePoolPrices(tx: Tx, poolId: string): Promise<void> {
  const served = await settleServed(tx, poolId, 'pack-remainder');
  await tell(tx, served, 'pool-closed', '集单已截单，供应商备货中');
}

/** The goods are here: what is served can be sent out, what did not come is refunded. */
export async function readyPoolLines(tx: Tx, poolId: string): Promise<void> {
  const served = await settleServed(tx, poolId, 'short-delivery');
  await moveLines(tx, idsOf(served), ['waiting-pool'], 'ready');
  await tell(tx, served, 'goods-received', '集单的货到了，准备发货');
}

/** A sentence in the timeline of every order with one of these lines. */
async function tell(tx: Tx, lines: readonly Line[], kind: string, text: string): Promise<void> {
  const groupIds = [...new Set(lines.map((line) => line.orderGroupId))];
  if (groupIds.length === 0) return;
  await insertEvents(
    tx,
    groupIds.map((orderGroupId) => ({ orderGroupId, kind, text })),
  );
}

/** Recomputes what each line is owed from what it gets now; returns the lines that get something. */
async function settleServed(
  tx: Tx,
  poolId: string,
  missingReason: 'pack-remainder' | 'short-delivery',
): Promise<Line[]> {
  const outcome = await poolOutcome(tx, poolId);
  const served = new Map(outcome.lines.map((line) => [line.orderLineId, line.servedQuantity]));
  const lines = (await lockWaitingLines(tx, poolId)).filter((line) => served.has(line.orderLineId));
  const servedOf = (line: Line) => served.get(line.orderLineId)!;
  const refunded = await poolRefundsOf(tx, lines);
  const owed = (line: Line) =>
    poolRefund(
      { ...line, refundedFen: refunded.get(line.orderLineId) ?? 0n },
      servedOf(line),
      outcome.finalRetailFen,
    );
  const changed = lines.filter((line) => servedOf(line) !== line.servedQuantity);
  if (changed.length > 0) {
    await setServed(
      tx,
      changed.map((line) => ({ orderLineId: line.orderLineId, servedQuantity: servedOf(line) })),
    );
  }
  const gone = lines.filter((line) => servedOf(line) === 0);
  await endLines(tx, { orderLineIds: idsOf(gone), from: ['waiting-pool'], to: 'refunded' }, [
    ...draftsOf(changed, missingReason, poolId, (line) => ({
      quantity: owed(line).missingQuantity,
      amountFen: owed(line).missingFen,
    })),
    ...draftsOf(lines, 'better-tier', poolId, (line) => ({
      quantity: 0,
      amountFen: owed(line).betterPriceFen,
    })),
  ]);
  return lines.filter((line) => servedOf(line) > 0);
}

/** What a pool gave back already. A saving passed on is another thing: it changes nothing of what a line should cost. */
async function poolRefundsOf(tx: Tx, lines: readonly Line[]): Promise<Map<string, Fen>> {
  const refunded = new Map<string, Fen>();
  for (const { orderLineId, reason, amountFen } of await refundSums(tx, idsOf(lines))) {
    if (!poolReasons.has(reason)) continue;
    refunded.set(orderLineId, (refunded.get(orderLineId) ?? 0n) + amountFen);
  }
  return refunded;
}

/** Locks the orders first, then reads: a cancellation comes before or after, never in between. */
async function lockWaitingLines(tx: Tx, poolId: string): Promise<Line[]> {
  const groupIds = new Set((await findWaitingLines(tx, poolId)).map((line) => line.orderGroupId));
  await lockGroups(tx, [...groupIds]);
  return (await findWaitingLines(tx, poolId)).filter((line) => groupIds.has(line.orderGroupId));
}

function idsOf(lines: readonly Line[]): string[] {
  return lines.map((line) => line.orderLineId);
}

/** One draft per order; its lines in that pool together. */
function draftsOf(
  lines: readonly Line[],
  reason: string,
  poolId: string,
  owed: (line: Line) => { quantity: number; amountFen: bigint },
): RefundDraft[] {
  return [...Map.groupBy(lines, (line) => line.orderGroupId)].map(([orderGroupId, own]) => ({
    orderGroupId,
    reason,
    cause: `${reason} ${poolId}`,
    feeFen: 0n,
    lines: own.map((line) => ({ orderLineId: line.orderLineId, ...owed(line) })),
  }));
}
