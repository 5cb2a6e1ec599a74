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
