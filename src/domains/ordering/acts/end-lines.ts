import type { Tx } from '../../../engines/db/tx.ts';
import { freeCoupons } from '../../marketing/index.ts';
import { finishedState, type LineState } from '../rules/line-state.ts';
import { findGroups, setGroupStates } from '../store/groups.ts';
import { findLinesOfGroups, moveLines } from '../store/lines.ts';
import type { Group } from '../tables.ts';
import { writeRefunds, type RefundDraft } from './request-refunds.ts';

/** Lines that will not be served, and what goes back for them. */
export interface Ending {
  readonly orderLineIds: readonly string[];
  readonly from: readonly LineState[];
  readonly to: 'cancelled' | 'refunded';
}

/** States in which something was, or still will be, delivered: then the delivery fee is kept. */
const delivers: readonly LineState[] = [
  'waiting-pool',
  'ready',
  'allocated',
  'picked',
  'on-the-way',
  'at-pickup',
  'done',
];

/**
 * Ends lines, refunds, and closes the orders that have nothing open any more. An order of which nothing is left gets
 * its delivery fee and its coupon back with its first refund. Expects the groups locked.
 */
export async function endLines(tx: Tx, ending: Ending, drafts: readonly RefundDraft[]): Promise<void> {
  if (ending.orderLineIds.length > 0) {
    await moveLines(tx, ending.orderLineIds, ending.from, ending.to);
  }
  const groupIds = [...new Set(drafts.map(({ orderGroupId }) => orderGroupId))];
  const states = await statesOfGroups(tx, groupIds);
  const groups = await findGroups(tx, groupIds);
  const empty = groups.filter(
    ({ orderGroupId }) => !(states.get(orderGroupId) ?? []).some((state) => delivers.includes(state)),
  );
  await freeCoupons(
    tx,
    empty.map(({ orderGroupId }) => orderGroupId),
  );
  const fees = new Map(
    empty.map((group) => [group.orderGroupId, group.deliveryFeeFen - group.feeRefundedFen]),
  );
  await writeRefunds(
    tx,
    drafts.map((draft) => {
      const feeFen = fees.get(draft.orderGroupId) ?? 0n;
      fees.delete(draft.orderGroupId);
      return { ...draft, feeFen: draft.feeFen + feeFen };
    }),
  );
  await finishGroups(tx, groups, states);
}

export async function statesOfGroups(tx: Tx, groupIds: readonly string[]): Promise<Map<string, LineState[]>> {
  const states = new Map<string, LineState[]>();
  if (groupIds.length === 0) return states;
  for (const { orderGroupId, state } of await findLinesOfGroups(tx, groupIds)) {
    states.set(orderGroupId, [...(states.get(orderGroupId) ?? []), state]);
  }
  return states;
}

/** Closes the paid orders of which every line is final. Expects the groups locked. */
export async function finishGroups(
  tx: Tx,
  groups: readonly Group[],
  states: ReadonlyMap<string, readonly LineState[]>,
): Promise<void> {
  const finished = groups.flatMap((group) => {
    const state = finishedState(states.get(group.orderGroupId) ?? []);
    return state && group.state === 'paid' ? [{ orderGroupId: group.orderGroupId, state }] : [];
  });
  if (finished.length > 0) await setGroupStates(tx, finished);
}
