import type { Reader } from '../../../engines/db/tx.ts';
import { describePools } from '../../supply/index.ts';
import { findSessionItems } from '../store/session-items.ts';
import { findSessions } from '../store/sessions.ts';
import type { SessionState } from '../tables.ts';

export interface LiveTerms {
  readonly state: SessionState;
  readonly hostMemberId: string;
  readonly hostShopId: string;
  /** By variant. */
  readonly items: ReadonlyMap<string, LiveItemTerms>;
}

export interface LiveItemTerms {
  readonly sessionItemId: string;
  /**
   * What the seller asks while the session is live, null otherwise. It counts only below the seller's listing, as on the
   * page: charge the lower of both.
   */
  readonly flashPriceFen: bigint | null;
  /** Set when the flash price is for so many pieces only: its round and what is left of it. */
  readonly flash: { readonly round: string; readonly left: number } | null;
  readonly poolId: string | null;
  /** Seller of record; null in an own pool, where each room's shop sells. */
  readonly sellerShopId: string | null;
}

/** On which terms sessions sell, for intake. Unknown sessions are absent. Three statements at most. */
export async function liveTerms(db: Reader, sessionIds: readonly string[]): Promise<Map<string, LiveTerms>> {
  if (sessionIds.length === 0) return new Map();
  const sessions = await findSessions(db, sessionIds);
  const rows = await findSessionItems(db, sessionIds);
  const pools = await describePools(
    db,
    rows.flatMap(({ poolId }) => poolId ?? []),
  );
  const bySession = Map.groupBy(rows, ({ sessionId }) => sessionId);
  return new Map(
    sessions.map(({ sessionId, state, hostMemberId, hostShopId }) => {
      const items = (bySession.get(sessionId) ?? []).map((row): [string, LiveItemTerms] => {
        const pool = row.poolId === null ? null : pools.get(row.poolId);
        return [
          row.variantId,
          {
            sessionItemId: row.sessionItemId,
            flashPriceFen: state === 'live' ? row.flashPriceFen : null,
            flash:
              state !== 'live' || row.flashQuantity === null || row.flashRound === null
                ? null
                : { round: row.flashRound, left: row.flashQuantity - row.flashTaken },
            poolId: row.poolId,
            sellerShopId: pool ? pool.sellerShopId : hostShopId,
          },
        ];
      });
      return [sessionId, { state, hostMemberId, hostShopId, items: new Map(items) }];
    }),
  );
}
