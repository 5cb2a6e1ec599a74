import type { Fen } from './money.ts';
import { split } from './split.ts';

/** What a coupon promises: so much off goods of its session once they come to so much. */
export interface CouponPromise {
  readonly sessionId: string;
  readonly discountFen: Fen;
  /** 0 for no lower limit. */
  readonly minSpendFen: Fen;
}

/** One line of a checkout before any discount. */
export interface CouponLine {
  /** The session it is bought in, null outside of a live room. */
  readonly sessionId: string | null;
  readonly amountFen: Fen;
}

/** What the lines that a coupon is good for come to. */
export function couponSpendFen(lines: readonly CouponLine[], coupon: CouponPromise): Fen {
  return lines.reduce((sum, line) => (isGoodFor(line, coupon) ? sum + line.amountFen : sum), 0n);
}

/**
 * What a coupon takes off each line, in the order of the lines: off goods of its own session only, in proportion to
 * their amounts by largest remainder, never more than they cost. All zero below its lower limit. The checkout page and
 * the intake ask this same rule.
 */
export function couponDiscounts(lines: readonly CouponLine[], coupon: CouponPromise): Fen[] {
  const spendFen = couponSpendFen(lines, coupon);
  if (spendFen === 0n || spendFen < coupon.minSpendFen) return lines.map(() => 0n);
  const totalFen = coupon.discountFen < spendFen ? coupon.discountFen : spendFen;
  const parts = split(
    totalFen,
    lines.map((line, at) => ({ key: keyOf(at), weight: isGoodFor(line, coupon) ? line.amountFen : 0n })),
  );
  return lines.map((_, at) => parts.get(keyOf(at))!);
}

/** Ties go to the earlier line. */
function keyOf(at: number): string {
  return String(at).padStart(6, '0');
}

function isGoodFor(line: CouponLine, coupon: CouponPromise): boolean {
  return line.sessionId === coupon.sessionId;
}

/** The part of a line's discount that belongs to so many of its pieces, rounded down: all pieces carry all of it. */
export function discountOfPieces(discountFen: Fen, pieces: number, quantity: number): Fen {
  return (discountFen * BigInt(pieces)) / BigInt(quantity);
}
