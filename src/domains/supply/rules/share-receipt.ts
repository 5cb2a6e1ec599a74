import type { Fen } from '../../../kernel/money.ts';
import { redistribute, shortLines, type ServedLine } from './redistribute-shortage.ts';

export interface CommittedLine {
  readonly orderLineId: string;
  readonly shopId: string;
  readonly quantity: number;
  /** Pieces still due: all that were paid, less what rounding to packs left out. */
  readonly servedQuantity: number;
  readonly unitPriceFen: Fen;
}

export interface ReceiptShare {
  /** In the order of payment, lines due nothing left out. */
  readonly lines: readonly (CommittedLine & ServedLine)[];
  readonly shortLines: readonly (CommittedLine & ServedLine)[];
  readonly servedQuantity: number;
  /** Into available stock. */
  readonly surplusQuantity: number;
  /** Ordered but not arrived. */
  readonly shortQuantity: number;
  /** For the pieces that do not come, at what the shopper pays for one in the end. */
  readonly refundFen: Fen;
}

/**
 * Shares out what arrived: the commitments first, by order of payment; the surplus ordered beyond them absorbs a
 * shortage before any shopper does.
 *
 * @param finalRetailFen what everybody pays in an agency pool; null where each line keeps its own price
 */
export function shareReceipt(
  committed: readonly CommittedLine[],
  arrived: { readonly quantity: number; readonly ordered: number },
  finalRetailFen: Fen | null,
): ReceiptShare {
  const due = committed
    .filter((line) => line.servedQuantity > 0)
    .map((line) => ({ ...line, dueQuantity: line.servedQuantity }));
  const lines = redistribute(due, arrived.quantity);
  const short = shortLines(lines);
  const servedQuantity = lines.reduce((sum, line) => sum + line.servedQuantity, 0);
  return {
    lines,
    shortLines: short,
    servedQuantity,
    surplusQuantity: arrived.quantity - servedQuantity,
    shortQuantity: arrived.ordered - arrived.quantity,
    refundFen: short.reduce(
      (sum, line) =>
        sum + BigInt(line.dueQuantity - line.servedQuantity) * (finalRetailFen ?? line.unitPriceFen),
      0n,
    ),
  };
}
