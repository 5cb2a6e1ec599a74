import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export async function putSanction(
  tx: Tx,
  sanction: {
    readonly sessionId: string;
    readonly memberId: string;
    readonly until: Date;
    readonly reason: string;
  },
): Promise<void> {
  await sql`/* live.put-sanction */
    insert into sanction (alliance_id, session_id, member_id, until, reason, given_by, given_at)
    values (${tx.allianceId}, ${sanction.sessionId}, ${sanction.memberId}, ${sanction.until}, ${sanction.reason},
      ${tx.actor!.memberId}, ${tx.now})
    on conflict (alliance_id, session_id, member_id) do update set until = excluded.until, reason = excluded.reason,
      given_by = excluded.given_by, given_at = excluded.given_at`.execute(tx);
}

export async function deleteSanction(tx: Tx, sessionId: string, memberId: string): Promise<void> {
  await sql`/* live.delete-sanction */
    delete from sanction
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and member_id = ${memberId}`.execute(
    tx,
  );
}

/** Until when the person is muted now, or null. */
export async function findMute(db: Reader, sessionId: string, memberId: string): Promise<Date | null> {
  const { rows } = await sql<{ until: Date }>`/* live.find-mute */
    select until from sanction
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} and member_id = ${memberId}
      and until > ${db.now}`.execute(db);
  return rows[0]?.until ?? null;
}
