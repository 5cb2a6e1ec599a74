import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface Visit {
  readonly sessionId: string;
  readonly shopId: string;
  /** Made by the page and kept by it: one per browser. */
  readonly visitorKey: string;
  readonly shareCode: string | null;
}

/** A visitor counts once per room. Who signs in later becomes known; the first share keeps its credit. */
export async function putVisit(tx: Tx, visit: Visit): Promise<void> {
  await sql`/* live.put-visit */
    insert into room_visit (alliance_id, session_id, shop_id, visitor_key, member_id, share_code, first_at)
    values (${tx.allianceId}, ${visit.sessionId}, ${visit.shopId}, ${visit.visitorKey}, ${tx.actor?.memberId ?? null},
      ${visit.shareCode}, ${tx.now})
    on conflict (alliance_id, session_id, shop_id, visitor_key) do update
      set member_id = coalesce(room_visit.member_id, excluded.member_id),
        share_code = coalesce(room_visit.share_code, excluded.share_code)`.execute(tx);
}
