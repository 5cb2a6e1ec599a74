/** A line that has paid, in the order of payment. */
export interface PaidLine {
  readonly orderLineId: string;
  /** Pieces still due to it. */
  readonly dueQuantity: number;
}

export interface ServedLine extends PaidLine {
  readonly servedQuantity: number;
}

/**
 * First paid, first served: every line gets all it is due until the pieces run out, the line at the edge gets a part,
 * those behind it nothing. What is served never exceeds what is available nor what is due.
 */
export function redistribute<L extends PaidLine>(
  linesByPayment: readonly L[],
  availableQuantity: number,
): (L & ServedLine)[] {
  let left = availableQuantity;
  return linesByPayment.map((line) => {
    const servedQuantity = Math.min(line.dueQuantity, left);
    left -= servedQuantity;
    return { ...line, servedQuantity };
  });
}

/** The lines that get less than they are due. */
export function shortLines<L extends ServedLine>(lines: readonly L[]): L[] {
  return lines.filter((line) => line.servedQuantity < line.dueQuantity);
}
