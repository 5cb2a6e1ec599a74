import { discountOfPieces } from '../../../kernel/coupon.ts';
import type { Fen } from '../../../kernel/money.ts';

export interface PoolLine {
  readonly quantity: number;
  /** Pieces expected until now: all of them at first, fewer after the pack remainder or a short delivery. */
  readonly servedQuantity: number;
  /** What a piece cost when it was ordered. */
  readonly unitPriceFen: Fen;
  /** What a coupon took off the whole line; pieces that do not come take their part of it with them. */
  readonly discountFen: Fen;
  /** What the pool gave back already: better prices and missing pieces. */
  readonly refundedFen: Fen;
}

export interface PoolRefund {
  /** Back to everybody because the pool reached a better tier: (paid − final price) × pieces served. */
  readonly betterPriceFen: Fen;
  /** Back because pieces do not come: what is still paid for them. */
  readonly missingFen: Fen;
  readonly missingQuantity: number;
}

/**
 * What a pool line is owed, recomputed from what it should cost now: the pieces that are served at the final price,
 * never more than was paid for them, less their part of a coupon. Earlier refunds are taken off, so asking twice owes nothing the second time.
 *
 * @param servedQuantity pieces that come, at most those expected until now
 * @param finalRetailFen the pool's final price (agency), null where each shop keeps its own
 */
export function poolRefund(line: PoolLine, servedQuantity: number, finalRetailFen: Fen | null): PoolRefund {
  const { unitPriceFen, discountFen, refundedFen, quantity } = line;
  const finalFen = finalRetailFen !== null && finalRetailFen < unitPriceFen ? finalRetailFen : unitPriceFen;
  const paidFen = unitPriceFen * BigInt(quantity) - discountFen;
  const keptDiscountFen = discountOfPieces(discountFen, servedQuantity, quantity);
  const costFen = atLeastNothing(finalFen * BigInt(servedQuantity) - keptDiscountFen);
  const owedFen = paidFen - costFen - refundedFen;
  if (owedFen <= 0n) return { betterPriceFen: 0n, missingFen: 0n, missingQuantity: 0 };
  const hadBetterPrice = refundedFen >= (unitPriceFen - finalFen) * BigInt(line.servedQuantity);
  const missingQuantity = line.servedQuantity - servedQuantity;
  const lostDiscountFen = discountOfPieces(discountFen, line.servedQuantity, quantity) - keptDiscountFen;
  const worthFen = (hadBetterPrice ? finalFen : unitPriceFen) * BigInt(missingQuantity) - lostDiscountFen;
  const missingFen = atLeastNothing(worthFen < owedFen ? worthFen : owedFen);
  return { betterPriceFen: owedFen - missingFen, missingFen, missingQuantity };
}

function atLeastNothing(amountFen: Fen): Fen {
  return amountFen > 0n ? amountFen : 0n;
}
