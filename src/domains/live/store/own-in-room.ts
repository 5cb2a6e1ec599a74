import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface OwnInRoom {
  readonly mutedUntil: Date | null;
  readonly isBanned: boolean;
  readonly isReminded: boolean;
}

/** What a room is to one person and to nobody else: everything else in it may be shared. */
export async function ownInRoom(db: Reader, sessionId: string, memberId: string): Promise<OwnInRoom> {
  const { rows } = await sql<OwnInRoom>`/* live.own-in-room */
    select s.until as "mutedUntil", coalesce(s.kind = 'ban', false) as "isBanned", exists (select 1 from live_reminder
        where alliance_id = ${db.allianceId} and session_id = ${sessionId} and member_id = ${memberId}) as "isReminded"
    from (select 1) as one left join sanction s on s.alliance_id = ${db.allianceId} and s.session_id = ${sessionId}
      and s.member_id = ${memberId} and s.until > ${db.now}`.execute(db);
  return rows[0]!;
}
