import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

/** From now on this host is on air. */
export async function insertStint(tx: Tx, sessionId: string, memberId: string): Promise<void> {
  await sql`/* live.insert-stint */
    insert into host_stint (alliance_id, session_id, from_at, member_id)
    values (${tx.allianceId}, ${sessionId}, ${tx.now}, ${memberId})
    on conflict (alliance_id, session_id, from_at) do update set member_id = excluded.member_id`.execute(tx);
}

/** Who was on air in each session at an instant; before the first stint the first one counts. */
export async function findHostsAt(
  db: Reader,
  sessionIds: readonly string[],
  at: Date,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ sessionId: string; memberId: string }>`/* live.find-hosts-at */
    select distinct on (session_id) session_id as "sessionId", member_id as "memberId" from host_stint
    where alliance_id = ${db.allianceId} and session_id = any(${sessionIds}::uuid[])
    order by session_id, from_at > ${at}::timestamptz, abs(extract(epoch from from_at - ${at}::timestamptz))`.execute(
    db,
  );
  return new Map(rows.map(({ sessionId, memberId }) => [sessionId, memberId]));
}

export async function setHost(
  tx: Tx,
  sessionId: string,
  hosts: { readonly hostMemberId: string; readonly substituteMemberId: string | null },
): Promise<void> {
  await sql`/* live.set-host */
    update live_session set host_member_id = ${hosts.hostMemberId}, substitute_member_id = ${hosts.substituteMemberId}
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId}`.execute(tx);
}
