import { couponDiscounts, couponSpendFen, type CouponPromise } from '../../../kernel/coupon.ts';
import { formatYuan, type Fen } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Offer } from './offer-now.ts';

export interface WishLine {
  readonly quantity: number;
  /** What the shopper saw when they decided. */
  readonly priceSeenFen: Fen;
  /** Null when the goods key leads nowhere. */
  readonly offer: Offer | null;
}

/** The coupon named in a checkout, as it stands under its lock. */
export interface CouponWish extends CouponPromise {
  readonly couponId: string;
  readonly memberId: string;
  readonly state: 'free' | 'used' | 'expired';
}

/** One checkout as it arrived, with its offers looked up. */
export interface Wish {
  readonly memberId: string;
  readonly lines: readonly WishLine[];
  /** Delivery slot that this order needs one place in; null for pickup. */
  readonly slot: string | null;
  /** Found wrong before anything is counted: no address, no such pickup point. */
  readonly problem: Refusal | null;
  /** Absent: none was named. Null: the id leads nowhere. */
  readonly coupon?: CouponWish | null;
}

/** `discounts`: what the coupon takes off each line; absent without one. */
export type Decision =
  | { readonly accepted: true; readonly discounts?: readonly Fen[] }
  | { readonly accepted: false; readonly refusal: Refusal };

export interface Counted {
  /** Places left in each delivery slot. */
  readonly slotsLeft: ReadonlyMap<string, number>;
  /** Pieces a member holds or bought already, by `personKey`. */
  readonly taken: ReadonlyMap<string, number>;
}

export function personKey(memberId: string, resource: string): string {
  return `${memberId} ${resource}`;
}

/**
 * Decides a batch: first come first served, each order all or nothing, every line of a refused order leaves the
 * counters untouched. A price that fell since the shopper looked is passed on, a price that rose is refused. A coupon is
 * used once, by its owner, and takes off goods of its session what `couponDiscounts` says.
 */
export function decideOrders(wishes: readonly Wish[], counted: Counted): Decision[] {
  const left = new Map<string, number>();
  for (const { lines } of wishes) {
    for (const { offer } of lines) {
      if (!offer) continue;
      left.set(offer.resource, offer.free);
      if (offer.flash) left.set(flashKey(offer.flash.round), offer.flash.left);
    }
  }
  const usedCoupons = new Set<string>();
  const slotsLeft = new Map(counted.slotsLeft);
  const taken = new Map(counted.taken);
  return wishes.map((wish) => {
    const refusal = wish.problem ?? refuse(wish, left, taken, slotsLeft) ?? refuseCoupon(wish, usedCoupons);
    if (refusal) return { accepted: false, refusal };
    for (const { offer, quantity } of wish.lines) {
      const { resource, flash } = offer!;
      if (flash) left.set(flashKey(flash.round), left.get(flashKey(flash.round))! - quantity);
      const key = personKey(wish.memberId, resource);
      left.set(resource, left.get(resource)! - quantity);
      taken.set(key, (taken.get(key) ?? 0) + quantity);
    }
    if (wish.slot !== null) slotsLeft.set(wish.slot, slotsLeft.get(wish.slot)! - 1);
    if (!wish.coupon) return { accepted: true };
    usedCoupons.add(wish.coupon.couponId);
    return { accepted: true, discounts: couponDiscounts(couponLines(wish), wish.coupon) };
  });
}

function flashKey(round: string): string {
  return `flash:${round}`;
}

function couponLines({ lines }: Wish) {
  return lines.map(({ offer, quantity }) => ({
    sessionId: offer!.sessionId,
    amountFen: offer!.priceFen * BigInt(quantity),
  }));
}

function refuseCoupon(wish: Wish, used: ReadonlySet<string>): Refusal | null {
  const { coupon } = wish;
  if (coupon === undefined) return null;
  // Somebody else's coupon is none of one's business.
  if (coupon === null || coupon.memberId !== wish.memberId) return new Refusal('not-found', {}, 'couponId');
  if (coupon.state === 'used' || used.has(coupon.couponId)) return new Refusal('coupon-used', {}, 'couponId');
  if (coupon.state === 'expired') return new Refusal('coupon-expired', {}, 'couponId');
  const spendFen = couponSpendFen(couponLines(wish), coupon);
  if (spendFen > 0n && spendFen >= coupon.minSpendFen) return null;
  return new Refusal('coupon-short', { min: formatYuan(coupon.minSpendFen).slice(1) }, 'couponId');
}

function refuse(
  wish: Wish,
  left: ReadonlyMap<string, number>,
  taken: ReadonlyMap<string, number>,
  slotsLeft: ReadonlyMap<string, number>,
): Refusal | null {
  const asked = new Map<string, number>();
  for (const [at, { offer, quantity, priceSeenFen }] of wish.lines.entries()) {
    const field = `lines.${at}`;
    if (!offer) return new Refusal('not-for-sale', { title: '这件商品' }, field);
    const { problem, item, resource, priceFen, personLimit, flash } = offer;
    if (problem) return new Refusal(problem.code, problem.data, field);
    if (priceFen > priceSeenFen) {
      return new Refusal('price-changed', { title: item.name, now: formatYuan(priceFen).slice(1) }, field);
    }
    const sum = (asked.get(resource) ?? 0) + quantity;
    asked.set(resource, sum);
    if ((taken.get(personKey(wish.memberId, resource)) ?? 0) + sum > personLimit) {
      return new Refusal('person-limit', { title: item.name, limit: personLimit }, field);
    }
    const flashLeft = flash === null ? Infinity : left.get(flashKey(flash.round))!;
    if (sum > flashLeft) return new Refusal('flash-gone', { title: item.name, left: flashLeft }, field);
    const available = left.get(resource)!;
    if (sum > available) {
      return offer.poolId === null
        ? new Refusal('sold-out', { title: item.name, available }, field)
        : new Refusal('pool-full', { available }, field);
    }
  }
  if (wish.slot !== null && (slotsLeft.get(wish.slot) ?? 0) < 1) {
    return new Refusal('slot-gone', {}, 'fulfil.slotStart');
  }
  return null;
}
