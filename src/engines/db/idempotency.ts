import { sql } from 'kysely';
import type { Tx } from './tx.ts';

interface KeyRow {
  readonly owner: string;
  readonly operation: string;
  readonly key: string;
}

/**
 * Takes the key for this transaction and returns null, or returns what an earlier transaction answered under it.
 * The insert waits for a concurrent holder of the same key to commit or roll back.
 */
export async function claimKey(
  tx: Tx,
  row: KeyRow & { readonly inputHash: string },
): Promise<{ inputHash: string; answer: unknown } | null> {
  const taken = await sql`/* funnel.claim-key */
    insert into idempotency_key (alliance_id, owner, operation, key, input_hash, claimed_at)
    values (${tx.allianceId}, ${row.owner}, ${row.operation}, ${row.key}, ${row.inputHash}, ${tx.now})
    on conflict do nothing returning 1`.execute(tx);
  if (taken.rows.length === 1) return null;
  const earlier = await sql<{ input_hash: string; answer: unknown }>`/* funnel.read-key */
    select input_hash, answer from idempotency_key
    where alliance_id = ${tx.allianceId} and owner = ${row.owner} and operation = ${row.operation} and key = ${row.key}
  `.execute(tx);
  const found = earlier.rows[0];
  if (!found) throw new Error('An idempotency key vanished between claim and read');
  return { inputHash: found.input_hash, answer: found.answer };
}

export async function keepAnswer(tx: Tx, row: KeyRow & { readonly answer: string }): Promise<void> {
  await sql`/* funnel.keep-answer */
    update idempotency_key set answer = ${row.answer}::jsonb
    where alliance_id = ${tx.allianceId} and owner = ${row.owner} and operation = ${row.operation} and key = ${row.key}
  `.execute(tx);
}
