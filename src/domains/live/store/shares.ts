import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface ShareRow {
  readonly shareCode: string;
  readonly sessionId: string;
  readonly shopId: string;
  readonly sharerMemberId: string;
}

/** One code per person and room: sharing again gives the code of the first time. */
export async function putShare(tx: Tx, share: ShareRow): Promise<string> {
  const { rows } = await sql<{ shareCode: string }>`/* live.put-share */
    insert into share_link (alliance_id, share_code, session_id, shop_id, sharer_member_id, created_at)
    values (${tx.allianceId}, ${share.shareCode}, ${share.sessionId}, ${share.shopId}, ${share.sharerMemberId}, ${tx.now})
    on conflict on constraint share_link_once do update set shop_id = excluded.shop_id
    returning share_code as "shareCode"`.execute(tx);
  return rows[0]!.shareCode;
}

/** Unknown codes are left out. */
export async function findShares(db: Reader, shareCodes: readonly string[]): Promise<ShareRow[]> {
  const { rows } = await sql<ShareRow>`/* live.find-shares */
    select share_code as "shareCode", session_id as "sessionId", shop_id as "shopId",
      sharer_member_id as "sharerMemberId"
    from share_link where alliance_id = ${db.allianceId} and share_code = any(${shareCodes}::text[])`.execute(
    db,
  );
  return rows;
}
