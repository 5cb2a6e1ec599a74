import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export async function putSanction(
  tx: Tx,
  sanction: {
    readonly sessionId: string;
    readonly memberId: string;
    readonly until: Date;
    readonly reason: string;
    readonly kind: 'mute' | 'ban';
  },
): Promise<void> {
  await sql`/* live.put-sanction */
    insert into sanction (alliance_id, session_id, member_id, until, reason, kind, given_by, given_at)
    values (${tx.allianceId}, ${sanction.sessionId}, ${sanction.memberId}, ${sanction.until}, ${sanction.reason}, ${sanction.kind},
      ${tx.actor!.memberId}, ${tx.now})
    on conflict (alliance_id, session_id, member_id) do update set until = excluded.until, reason = excluded.reason, kind = excluded.kind,
      given_by = excluded.given_by, given_at = excluded.given_at`.execute(tx);
}

export async function deleteSanction(tx: Tx, sessionId: string, memberId: string): Promise<void> {
  await sql`/* live.delete-sanction */
    delete from sanction
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and member_id = ${memberId}`.execute(
    tx,
  );
}

/** What keeps the person silent now and until when, or null. */
export async function findSanction(
  db: Reader,
  sessionId: string,
  memberId: string,
): Promise<{ until: Date; kind: 'mute' | 'ban' } | null> {
  const { rows } = await sql<{ until: Date; kind: 'mute' | 'ban' }>`/* live.find-sanction */
    select until, kind from sanction
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} and member_id = ${memberId}
      and until > ${db.now}`.execute(db);
  return rows[0] ?? null;
}
