import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewCode {
  readonly phone: string;
  readonly codeHash: Buffer;
  readonly expiresAt: Date;
  readonly tries: number;
  /** An earlier code sent after this instant stays, and the new one is not written. */
  readonly onlyIfSentBefore: Date;
}

/** Writes the code and answers null, or answers when the one that is too fresh to be replaced was sent. */
export async function writeCode(tx: Tx, code: NewCode): Promise<Date | null> {
  const written = await sql`/* membership.write-code */
    insert into one_time_code (alliance_id, phone, code_hash, sent_at, expires_at, tries_left)
    values (${tx.allianceId}, ${code.phone}, ${code.codeHash}, ${tx.now}, ${code.expiresAt}, ${code.tries})
    on conflict (alliance_id, phone) do update set code_hash = excluded.code_hash, sent_at = excluded.sent_at,
      expires_at = excluded.expires_at, tries_left = excluded.tries_left
    where one_time_code.sent_at <= ${code.onlyIfSentBefore} returning 1`.execute(tx);
  if (written.rows.length === 1) return null;
  const { rows } = await sql<{ sentAt: Date }>`/* membership.read-code-time */
    select sent_at as "sentAt" from one_time_code
    where alliance_id = ${tx.allianceId} and phone = ${code.phone}`.execute(tx);
  return rows[0]?.sentAt ?? tx.now;
}

export interface StoredCode {
  readonly codeHash: Buffer;
  readonly expiresAt: Date;
  readonly triesLeft: number;
}

/** Locked: tries of one phone are judged one after the other. */
export async function lockCode(tx: Tx, phone: string): Promise<StoredCode | null> {
  const { rows } = await sql<StoredCode>`/* membership.lock-code */
    select code_hash as "codeHash", expires_at as "expiresAt", tries_left as "triesLeft" from one_time_code
    where alliance_id = ${tx.allianceId} and phone = ${phone} for update`.execute(tx);
  return rows[0] ?? null;
}

/** The row stays without tries, so that its time still spaces out the next code. */
export async function setTriesLeft(tx: Tx, phone: string, left: number): Promise<void> {
  await sql`/* membership.set-tries-left */
    update one_time_code set tries_left = ${left} where alliance_id = ${tx.allianceId} and phone = ${phone}
  `.execute(tx);
}

export async function deleteCode(tx: Tx, phone: string, codeHash: Buffer): Promise<void> {
  await sql`/* membership.delete-code */
    delete from one_time_code
    where alliance_id = ${tx.allianceId} and phone = ${phone} and code_hash = ${codeHash}`.execute(tx);
}
