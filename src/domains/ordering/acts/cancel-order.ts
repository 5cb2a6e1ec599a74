import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { giveFlashBack } from '../../live/index.ts';
import { unallocateStock } from '../../stock/index.ts';
import { cancelCommitments } from '../../supply/index.ts';
import { orderCancelled } from '../facts.ts';
import { groupStateName, lineStateName } from '../rules/state-names.ts';
import { lockGroups, setGroupStates } from '../store/groups.ts';
import { findLinesOfGroups } from '../store/lines.ts';
import type { Group, Line } from '../tables.ts';
import { endLines } from './end-lines.ts';
import { letGo } from './expire-holds.ts';

export interface Cancellation {
  readonly orderGroupId: string;
  /** Absent: everything that can be cancelled still. */
  readonly orderLineIds?: readonly string[] | undefined;
}

/**
 * The shopper calls an order or some lines off. Before payment all of it is let go; afterwards pool goods until their
 * pool is cut off and shelf goods until they are planned for a wave, and the money goes back.
 *
 * @throws Refusal order-state when nothing of it can be cancelled any more
 */
export async function cancelOrder(tx: Tx, { orderGroupId, orderLineIds }: Cancellation): Promise<void> {
  const [group] = await lockGroups(tx, [orderGroupId]);
  if (!group || group.memberId !== tx.actor?.memberId) throw new Refusal('not-found', {}, 'orderGroupId');
  if (group.state === 'awaiting-payment') return cancelUnpaid(tx, group);
  refuseUnless(group.state === 'paid', 'order-state', { state: groupStateName[group.state] });
  const lines = await findLinesOfGroups(tx, [orderGroupId]);
  const chosen = orderLineIds ? lines.filter((line) => orderLineIds.includes(line.orderLineId)) : lines;
  const cancelled = await giveBack(tx, chosen);
  const missed = chosen.find((line) => !cancelled.includes(line));
  const isEnough = orderLineIds ? missed === undefined : cancelled.length > 0;
  refuseUnless(isEnough && cancelled.length > 0, 'order-state', {
    state: missed ? lineStateName[missed.state] : groupStateName[group.state],
  });
  const ids = cancelled.map((line) => line.orderLineId);
  await endLines(tx, { orderLineIds: ids, from: ['waiting-pool', 'ready'], to: 'cancelled' }, [
    {
      orderGroupId,
      reason: 'cancelled',
      cause: `cancelled ${ids.join(' ')}`,
      feeFen: 0n,
      lines: cancelled.map((line) => ({
        orderLineId: line.orderLineId,
        quantity: line.servedQuantity,
        amountFen: line.amountFen - line.refundedFen,
      })),
    },
  ]);
  await announce(tx, [orderCancelled(orderGroupId, ids)]);
}

async function cancelUnpaid(tx: Tx, group: Group): Promise<void> {
  const lines = await letGo(tx, [group], 'released');
  await setGroupStates(tx, [{ orderGroupId: group.orderGroupId, state: 'cancelled' }]);
  const ids = lines.map((line) => line.orderLineId);
  await announce(tx, [orderCancelled(group.orderGroupId, ids)]);
}

/** Returns the lines whose goods could be given back: counters before pools, flash pieces last, as everybody locks them. */
async function giveBack(tx: Tx, lines: readonly Line[]): Promise<Line[]> {
  const onShelf = lines.filter((line) => line.state === 'ready' && line.locationId !== null);
  const inPool = lines.filter((line) => line.state === 'waiting-pool');
  if (onShelf.length > 0) {
    await unallocateStock(
      tx,
      onShelf.map((line) => ({
        locationId: line.locationId!,
        variantId: line.variantId,
        quantity: line.quantity,
        source: `order-line:${line.orderLineId}`,
      })),
    );
  }
  const left = await cancelCommitments(
    tx,
    inPool.map((line) => line.orderLineId),
  );
  await giveFlashBack(tx, onShelf);
  return [...onShelf, ...inPool.filter((line) => left.includes(line.orderLineId))];
}
