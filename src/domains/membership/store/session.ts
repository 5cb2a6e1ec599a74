import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly memberId: string;
  readonly expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await sql`/* membership.insert-session */
    insert into session (alliance_id, token_hash, member_id, created_at, seen_at, expires_at)
    values (${tx.allianceId}, ${session.tokenHash}, ${session.memberId}, ${tx.now}, ${tx.now}, ${session.expiresAt})
  `.execute(tx);
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await sql`/* membership.delete-session */
    delete from session where alliance_id = ${tx.allianceId} and token_hash = ${tokenHash}`.execute(tx);
}

/** Ends every session of a person but one (null: all). */
export async function deleteSessionsOf(tx: Tx, memberId: string, keep: Buffer | null): Promise<void> {
  await sql`/* membership.delete-sessions-of */
    delete from session where alliance_id = ${tx.allianceId} and member_id = ${memberId}
      and token_hash is distinct from ${keep}::bytea`.execute(tx);
}

/** Keeps the sessions seen last. */
export async function deleteOldestSessions(tx: Tx, memberId: string, kept: number): Promise<void> {
  await sql`/* membership.delete-oldest-sessions */
    delete from session where alliance_id = ${tx.allianceId} and token_hash in (
      select token_hash from session where alliance_id = ${tx.allianceId} and member_id = ${memberId}
      order by seen_at desc, token_hash offset ${kept}::int)`.execute(tx);
}

/** Writes down that sessions are alive, once when many requests notice at the same moment. */
export async function touchSessions(
  tx: Tx,
  tokenHashes: readonly Buffer[],
  expiresAt: Date,
  seenBefore: Date,
): Promise<void> {
  await sql`/* membership.touch-sessions */
    update session set seen_at = ${tx.now}, expires_at = ${expiresAt}
    where alliance_id = ${tx.allianceId} and token_hash = any(${[...tokenHashes]}::bytea[]) and seen_at <= ${seenBefore}
      and expires_at > ${tx.now}`.execute(tx);
}

/** Deletes rows that nobody needs any more and answers how many went. */
export async function deleteExpired(tx: Tx, attemptsBefore: Date): Promise<bigint> {
  const { rows } = await sql<{ gone: bigint }>`/* membership.delete-expired */
    with gone_sessions as (
      delete from session where alliance_id = ${tx.allianceId} and expires_at <= ${tx.now} returning 1
    ), gone_codes as (
      delete from one_time_code where alliance_id = ${tx.allianceId} and expires_at <= ${tx.now} returning 1
    ), gone_attempts as (
      delete from attempt where alliance_id = ${tx.allianceId} and window_started_at <= ${attemptsBefore} returning 1
    )
    select (select count(*) from gone_sessions) + (select count(*) from gone_codes)
      + (select count(*) from gone_attempts) as gone`.execute(tx);
  return rows[0]!.gone;
}
