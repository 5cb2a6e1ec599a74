import type { Fen } from '../../../kernel/money.ts';

export interface PoolLine {
  readonly quantity: number;
  /** Pieces expected until now: all of them at first, fewer after the pack remainder or a short delivery. */
  readonly servedQuantity: number;
  /** What a piece cost when it was ordered. */
  readonly unitPriceFen: Fen;
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
 * never more than was paid for them. Earlier refunds are taken off, so asking twice owes nothing the second time.
 *
 * @param servedQuantity pieces that come, at most those expected until now
 * @param finalRetailFen the pool's final price (agency), null where each shop keeps its own
 */
export function poolRefund(line: PoolLine, servedQuantity: number, finalRetailFen: Fen | null): PoolRefund {
  const { unitPriceFen, refundedFen } = line;
  const finalFen = finalRetailFen !== null && finalRetailFen < unitPriceFen ? finalRetailFen : unitPriceFen;
  const paidFen = unitPriceFen * BigInt(line.quantity);
  const owedFen = paidFen - finalFen * BigInt(servedQuantity) - refundedFen;
  if (owedFen <= 0n) return { betterPriceFen: 0n, missingFen: 0n, missingQuantity: 0 };
  const hadBetterPrice = refundedFen >= (unitPriceFen - finalFen) * BigInt(line.servedQuantity);
  const missingQuantity = line.servedQuantity - servedQuantity;
  const missingFen = (hadBetterPrice ? finalFen : unitPriceFen) * BigInt(missingQuantity);
  return { betterPriceFen: owedFen - missingFen, missingFen, missingQuantity };
}
