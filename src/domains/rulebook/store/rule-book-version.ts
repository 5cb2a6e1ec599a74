import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewVersion {
  readonly effectiveFrom: Date;
  readonly note: string;
  /** The document as it travels: fen as decimal strings. */
  readonly document: unknown;
}

/** Adoptions of one alliance wait for each other until the transaction ends, so that versions have no gaps. */
export async function lockRuleBook(tx: Tx): Promise<void> {
  await sql`/* rulebook.lock */
    select pg_advisory_xact_lock(hashtextextended('rule-book ' || ${tx.allianceId}::text, 0))`.execute(tx);
}

/** Writes the next version and answers its number. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<number> {
  const { rows } = await sql<{ version: number }>`/* rulebook.insert-version */
    insert into rule_book_version (alliance_id, version, effective_from, adopted_at, adopted_by, note, rules)
    select ${tx.allianceId}::uuid, coalesce(max(version), 0) + 1, ${version.effectiveFrom}::timestamptz,
      ${tx.now}::timestamptz, ${tx.actor?.memberId ?? null}::uuid, ${version.note},
      ${JSON.stringify(version.document)}::jsonb
    from rule_book_version where alliance_id = ${tx.allianceId}
    returning version`.execute(tx);
  return rows[0]!.version;
}
