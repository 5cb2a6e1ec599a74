import type { Fen } from '../../../kernel/money.ts';

/** What a paid order adds to the rollups, from the fact that told of it. */
export interface PaidOrder {
  readonly orderGroupId: string;
  readonly memberId: string;
  readonly paidAt: Date;
  readonly lines: readonly PaidLine[];
}

export interface PaidLine {
  readonly variantId: string;
  /** Null when the pieces come from a shelf. */
  readonly poolId: string | null;
  readonly sellerShopId: string;
  readonly roomShopId: string | null;
  readonly sessionId: string | null;
  readonly quantity: number;
  readonly amountFen: Fen;
}

export interface SalesAddition {
  readonly shopId: string;
  readonly categoryCode: string;
  readonly gmvFen: Fen;
  readonly pieces: number;
  readonly lines: number;
}

/** Lines summed by selling shop and category. */
export function salesAdditions(
  lines: readonly PaidLine[],
  categoryOf: (variantId: string) => string,
): SalesAddition[] {
  const sums = new Map<string, SalesAddition>();
  for (const line of lines) {
    const categoryCode = categoryOf(line.variantId);
    const key = `${line.sellerShopId} ${categoryCode}`;
    const before = sums.get(key);
    sums.set(key, {
      shopId: line.sellerShopId,
      categoryCode,
      gmvFen: (before?.gmvFen ?? 0n) + line.amountFen,
      pieces: (before?.pieces ?? 0) + line.quantity,
      lines: (before?.lines ?? 0) + 1,
    });
  }
  return [...sums.values()];
}

/** Lines sold in rooms, summed by session and room. */
export function sessionAdditions(
  lines: readonly PaidLine[],
): { sessionId: string; shopId: string; gmvFen: Fen }[] {
  const sums = new Map<string, { sessionId: string; shopId: string; gmvFen: Fen }>();
  for (const { sessionId, roomShopId, amountFen } of lines) {
    if (!sessionId || !roomShopId) continue;
    const key = `${sessionId} ${roomShopId}`;
    sums.set(key, { sessionId, shopId: roomShopId, gmvFen: (sums.get(key)?.gmvFen ?? 0n) + amountFen });
  }
  return [...sums.values()];
}

export interface DemandAddition {
  readonly shopId: string;
  readonly variantId: string;
  readonly shelfPieces: number;
  readonly shelfFen: Fen;
  readonly poolPieces: number;
}

/** Lines summed by selling shop and item; what was ordered ahead in pools is kept apart from what left a shelf. */
export function demandAdditions(lines: readonly PaidLine[]): DemandAddition[] {
  const sums = new Map<string, DemandAddition>();
  for (const { sellerShopId, variantId, poolId, quantity, amountFen } of lines) {
    const key = `${sellerShopId} ${variantId}`;
    const before = sums.get(key);
    const isShelf = poolId === null;
    sums.set(key, {
      ...{ shopId: sellerShopId, variantId },
      shelfPieces: (before?.shelfPieces ?? 0) + (isShelf ? quantity : 0),
      shelfFen: (before?.shelfFen ?? 0n) + (isShelf ? amountFen : 0n),
      poolPieces: (before?.poolPieces ?? 0) + (isShelf ? 0 : quantity),
    });
  }
  return [...sums.values()];
}
