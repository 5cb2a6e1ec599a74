import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { statesBefore, type LineState } from '../rules/line-state.ts';
import { lineStateName } from '../rules/state-names.ts';
import { weightRefundFen } from '../rules/weight-difference.ts';
import { insertEvents, type OrderEvent } from '../store/events.ts';
import { lockGroups } from '../store/groups.ts';
import { findLines, moveLines, setWeights } from '../store/lines.ts';
import { finishGroups, statesOfGroups } from './end-lines.ts';
import { requestRefunds } from './request-refunds.ts';

/**
 * Fulfilment brings lines forward (or back to ready). Lines already there stay; an order whose last line is final is
 * closed in the same transaction.
 *
 * @throws Refusal order-state when a line is neither there nor in a state before it
 */
export async function setLineState(tx: Tx, orderLineIds: readonly string[], to: LineState): Promise<void> {
  if (orderLineIds.length === 0) return;
  const lines = await findLines(tx, orderLineIds);
  const groups = await lockGroups(
    tx,
    lines.map((line) => line.orderGroupId),
  );
  const moved = await moveLines(tx, orderLineIds, statesBefore(to), to);
  if (moved.length < orderLineIds.length) {
    const now = await findLines(tx, orderLineIds);
    const stuck = now.find((line) => line.state !== to);
    refuseUnless(stuck === undefined, 'order-state', { state: stuck ? lineStateName[stuck.state] : '' });
  }
  if (to !== 'done') return;
  const states = await statesOfGroups(
    tx,
    groups.map((group) => group.orderGroupId),
  );
  await finishGroups(tx, groups, states);
}

/**
 * Keeps what lines by weight really weigh and refunds light ones. A line weighed again is compared with what is left
 * of its payment only when it is lighter still.
 *
 * @returns the refund of each line, in fen
 */
export async function recordWeights(
  tx: Tx,
  weights: readonly { readonly orderLineId: string; readonly actualGram: number }[],
): Promise<Map<string, bigint>> {
  const found = await findLines(
    tx,
    weights.map(({ orderLineId }) => orderLineId),
  );
  const lines = new Map(found.map((line) => [line.orderLineId, line]));
  const items = await describeItems(
    tx,
    found.map((line) => line.variantId),
  );
  const refunds = new Map<string, bigint>();
  for (const { orderLineId, actualGram } of weights) {
    const line = lines.get(orderLineId);
    if (!line) throw new Refusal('not-found', {}, 'orderLineId');
    const pieceGram = items.get(line.variantId)?.nominalGram;
    if (!pieceGram) throw new Error(`${line.title} is not sold by weight`);
    const soldGram = pieceGram * line.servedQuantity;
    const before = line.actualGram === null ? soldGram : Math.min(line.actualGram, soldGram);
    refunds.set(orderLineId, weightRefundFen(line.amountFen - line.refundedFen, before, actualGram));
  }
  await setWeights(tx, weights);
  await requestRefunds(
    tx,
    [...refunds]
      .filter(([, amountFen]) => amountFen > 0n)
      .map(([orderLineId, amountFen]) => ({
        orderLineId,
        amountFen,
        quantity: 0,
        reason: 'weight-difference',
      })),
  );
  return refunds;
}

/** Adds sentences to the timelines of orders. */
export async function addOrderEvents(tx: Tx, events: readonly OrderEvent[]): Promise<void> {
  if (events.length > 0) await insertEvents(tx, events);
}
