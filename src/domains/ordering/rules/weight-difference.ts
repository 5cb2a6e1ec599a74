import type { Fen } from '../../../kernel/money.ts';

/**
 * A light bag is refunded in proportion, a heavy one is a gift (多退少不补): paid × missing grams / nominal grams,
 * rounded up in the shopper's favour, at most what is left of the payment.
 *
 * @param nominalGram weight of all pieces of the line as sold, > 0
 */
export function weightRefundFen(keptFen: Fen, nominalGram: number, actualGram: number): Fen {
  if (actualGram >= nominalGram) return 0n;
  const nominal = BigInt(nominalGram);
  const missing = BigInt(nominalGram - actualGram);
  const refundFen = (keptFen * missing + nominal - 1n) / nominal;
  return refundFen < keptFen ? refundFen : keptFen;
}
