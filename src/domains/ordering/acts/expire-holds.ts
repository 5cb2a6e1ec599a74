import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { giveFlashBack } from '../../live/index.ts';
import { freeCoupons } from '../../marketing/index.ts';
import { releaseHolds } from '../../stock/index.ts';
import { releaseCommitments } from '../../supply/index.ts';
import { orderExpired } from '../facts.ts';
import { lockDueGroups, setGroupStates } from '../store/groups.ts';
import { findLinesOfGroups, moveLines } from '../store/lines.ts';
import { checkPaymentsNow } from '../store/payments.ts';
import type { Group, Line } from '../tables.ts';

/** Orders let go in one transaction. */
export const expiryBatch = 200;

/**
 * Lets go of what nobody paid in time and closes the orders. Groups are locked first, as every other way to end an
 * order does, so a payment comes either before (and is kept) or after (and is late).
 *
 * @returns how many orders; as many as the batch means that more may wait
 */
export async function expireHolds(tx: Tx): Promise<number> {
  const groups = await lockDueGroups(tx, expiryBatch);
  if (groups.length === 0) return 0;
  const lines = await letGo(tx, groups, 'expired');
  await setGroupStates(
    tx,
    groups.map(({ orderGroupId }) => ({ orderGroupId, state: 'closed' })),
  );
  await announce(
    tx,
    groups.map(({ orderGroupId }) =>
      orderExpired(
        orderGroupId,
        lines.flatMap((line) => (line.orderGroupId === orderGroupId ? [line.orderLineId] : [])),
      ),
    ),
  );
  return groups.length;
}

/** Checkouts among these that used a coupon. */
export function couponGroups(lines: readonly Line[]): string[] {
  return [
    ...new Set(lines.flatMap(({ couponId, orderGroupId }) => (couponId === null ? [] : [orderGroupId]))),
  ];
}

/** Releases all that unpaid orders hold: counters before pools, as everybody locks them. */
export async function letGo(tx: Tx, groups: readonly Group[], why: 'expired' | 'released'): Promise<Line[]> {
  const groupIds = groups.map(({ orderGroupId }) => orderGroupId);
  const lines = await findLinesOfGroups(tx, groupIds);
  const ids = (isPool: boolean) =>
    lines.flatMap((line) => ((line.poolId !== null) === isPool ? [line.orderLineId] : []));
  if (ids(false).length > 0) await releaseHolds(tx, ids(false), why);
  if (ids(true).length > 0) {
    await releaseCommitments(tx, ids(true), why === 'expired' ? 'expired' : 'cancelled');
  }
  await giveFlashBack(tx, lines);
  await freeCoupons(tx, couponGroups(lines));
  await moveLines(tx, [...ids(false), ...ids(true)], ['held'], 'released');
  await checkPaymentsNow(tx, groupIds);
  return lines;
}
