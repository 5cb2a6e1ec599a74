import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface HostIdentity {
  readonly memberId: string;
  readonly realName: string;
  /** A calendar day. */
  readonly birthOn: string;
  readonly checkedAt: Date;
}

export async function putIdentity(tx: Tx, identity: Omit<HostIdentity, 'checkedAt'>): Promise<void> {
  await sql`/* live.put-identity */
    insert into host_identity (alliance_id, member_id, real_name, birth_on, checked_by, checked_at)
    values (${tx.allianceId}, ${identity.memberId}, ${identity.realName}, ${identity.birthOn}::date,
      ${tx.actor!.memberId}, ${tx.now})
    on conflict (alliance_id, member_id) do update set real_name = excluded.real_name, birth_on = excluded.birth_on,
      checked_by = excluded.checked_by, checked_at = excluded.checked_at`.execute(tx);
}

/** Hosts whose papers nobody has seen are absent. */
export async function findIdentities(db: Reader, memberIds: readonly string[]): Promise<HostIdentity[]> {
  const { rows } = await sql<HostIdentity>`/* live.find-identities */
    select member_id as "memberId", real_name as "realName", to_char(birth_on, 'YYYY-MM-DD') as "birthOn",
      checked_at as "checkedAt"
    from host_identity where alliance_id = ${db.allianceId} and member_id = any(${memberIds}::uuid[])`.execute(
    db,
  );
  return rows;
}

export async function putTick(tx: Tx, sessionId: string, item: string): Promise<void> {
  await sql`/* live.put-tick */
    insert into session_check (alliance_id, session_id, item, ticked_by, ticked_at)
    values (${tx.allianceId}, ${sessionId}, ${item}, ${tx.actor!.memberId}, ${tx.now})
    on conflict (alliance_id, session_id, item) do update set ticked_by = excluded.ticked_by,
      ticked_at = excluded.ticked_at`.execute(tx);
}

export async function deleteTick(tx: Tx, sessionId: string, item: string): Promise<void> {
  await sql`/* live.delete-tick */
    delete from session_check where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and item = ${item}`.execute(
    tx,
  );
}

export async function findTicks(db: Reader, sessionId: string): Promise<Set<string>> {
  const { rows } = await sql<{ item: string }>`/* live.find-ticks */
    select item from session_check where alliance_id = ${db.allianceId} and session_id = ${sessionId}`.execute(
    db,
  );
  return new Set(rows.map(({ item }) => item));
}
