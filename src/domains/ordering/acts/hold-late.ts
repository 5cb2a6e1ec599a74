import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { takeFlashAgain } from '../../live/index.ts';
import { spendCoupons } from '../../marketing/index.ts';
import { lockCounters, placeHolds } from '../../stock/index.ts';
import { holdCommitments, lockPools } from '../../supply/index.ts';
import { decideLate } from '../rules/decide-late.ts';
import type { Line } from '../tables.ts';

/** Held only until the commit that follows in the same transaction. */
const holdSeconds = 60;

function resourceOf(line: Line): string {
  return line.poolId === null ? `stock:${line.locationId}:${line.variantId}` : `pool:${line.poolId}`;
}

/**
 * Locks all counters, then all pools that the payments of a batch touch, and holds late orders again where everything
 * is still there.
 *
 * @param onTime lines that are still held
 * @param late lines per late order, in the order of payment
 * @returns for each late order whether it is held again
 */
export async function lockAndHoldLate(
  tx: Tx,
  onTime: readonly Line[],
  late: readonly (readonly Line[])[],
): Promise<boolean[]> {
  const all = [...onTime, ...late.flat()];
  const counters = await lockCounters(
    tx,
    all.flatMap(({ locationId, variantId }) => (locationId === null ? [] : [{ locationId, variantId }])),
  );
  const pools = await lockPools(tx, [...new Set(all.flatMap(({ poolId }) => poolId ?? []))]);
  if (late.length === 0) return [];
  const free = new Map<string, number>();
  for (const [key, { onHand, held, allocated }] of counters) {
    free.set(`stock:${key}`, onHand - held - allocated);
  }
  for (const pool of pools.values()) {
    const isOpen = (pool.state === 'open' || pool.state === 'formed') && tx.now < pool.cutOffAt;
    if (isOpen) free.set(`pool:${pool.poolId}`, pool.cap - pool.heldQuantity - pool.paidQuantity);
  }
  const thereStill = decideLate(
    late.map((lines) => lines.map((line) => ({ resource: resourceOf(line), quantity: line.quantity }))),
    free,
  );
  const decided = await takeOffersAgain(tx, late, thereStill);
  const again = late.flatMap((lines, at) => (decided[at] ? lines : []));
  const expiresAt = addSeconds(tx.now, holdSeconds);
  const shelf = again.flatMap((line) =>
    line.locationId === null ? [] : [{ ...line, locationId: line.locationId, expiresAt }],
  );
  const pooled = again.flatMap((line) =>
    line.poolId === null
      ? []
      : [{ ...line, poolId: line.poolId, shopId: line.roomShopId ?? line.sellerShopId, expiresAt }],
  );
  if (shelf.length > 0) await placeHolds(tx, shelf);
  if (pooled.length > 0) await holdCommitments(tx, pooled);
  return decided;
}

/**
 * A late order keeps its price only when its coupon was not used meanwhile and its pieces at a flash price are still to
 * be had; otherwise it is refused like one whose goods are gone.
 */
async function takeOffersAgain(
  tx: Tx,
  late: readonly (readonly Line[])[],
  thereStill: readonly boolean[],
): Promise<boolean[]> {
  const rounds = await takeFlashAgain(
    tx,
    late.map((lines, at) => (thereStill[at] ? lines : [])),
  );
  const uses = late.flatMap((lines, at) => {
    const line = lines.find(({ couponId }) => couponId !== null);
    return rounds[at] && thereStill[at] && line
      ? [{ couponId: line.couponId!, orderGroupId: line.orderGroupId }]
      : [];
  });
  const bound = await spendCoupons(tx, uses);
  return late.map((lines, at) => {
    const coupons = lines.flatMap(({ couponId }) => couponId ?? []);
    return thereStill[at]! && rounds[at]! && coupons.every((couponId) => bound.has(couponId));
  });
}
