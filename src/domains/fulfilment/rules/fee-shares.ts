import type { Fen } from '../../../kernel/money.ts';
import { split } from '../../../kernel/split.ts';

export interface ServedPieces {
  readonly orderLineId: string;
  readonly shopOrderId: string;
  readonly locationId: string;
  readonly isOnBehalf: boolean;
  readonly quantity: number;
}

/**
 * What each line brings the shop that serves it for another one: the fee is due once per order and place, and divided
 * over its lines by pieces, so that the lines always sum to the fee.
 *
 * @param feeFen the rule book's fee for one order of so many pieces
 */
export function feeShares(lines: readonly ServedPieces[], feeFen: (pieces: number) => Fen): Map<string, Fen> {
  const parcels = Map.groupBy(lines, (line) => `${line.shopOrderId} ${line.locationId}`);
  const fees = new Map<string, Fen>();
  for (const parcel of parcels.values()) {
    const pieces = parcel.reduce((sum, line) => sum + line.quantity, 0);
    const shares = parcel.map((line) => ({ key: line.orderLineId, weight: BigInt(line.quantity) }));
    const parts = split(parcel[0]!.isOnBehalf ? feeFen(pieces) : 0n, shares);
    for (const [orderLineId, fen] of parts) fees.set(orderLineId, fen);
  }
  return fees;
}
