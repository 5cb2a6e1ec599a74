import type { Tx } from '../../../engines/db/tx.ts';
import { resolveShares } from '../../live/index.ts';
import type { RoomRef } from '../rules/offer-now.ts';
import type { OrderRequest } from './order-request.ts';

/** Where a line was bought, and through whose share. */
export interface Credit extends RoomRef {
  readonly sharerMemberId: string | null;
}

/**
 * The room of each line: the one named, else the one its share was made in. Sharing with oneself earns nothing, and
 * an unknown code is no reason to refuse an order.
 */
export async function findCredits(tx: Tx, requests: readonly OrderRequest[]): Promise<Credit[][]> {
  const codes = requests.flatMap(({ lines }) => lines.flatMap(({ shareCode }) => shareCode ?? []));
  const shares = codes.length > 0 ? await resolveShares(tx, [...new Set(codes)]) : null;
  return requests.map(({ memberId, lines }) =>
    lines.map(({ sessionId, roomShopId, shareCode }) => {
      const share = shareCode === undefined ? undefined : shares?.get(shareCode);
      const isInRoom = sessionId !== undefined || roomShopId !== undefined;
      return {
        sessionId: isInRoom ? (sessionId ?? null) : (share?.sessionId ?? null),
        roomShopId: isInRoom ? (roomShopId ?? null) : (share?.shopId ?? null),
        sharerMemberId: share && share.sharerMemberId !== memberId ? share.sharerMemberId : null,
      };
    }),
  );
}
