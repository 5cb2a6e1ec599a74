import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { BannedWord } from '../tables.ts';

/** More than anybody can keep in mind. */
export const bannedWordsMax = 1_000;

export async function findBannedWords(db: Reader): Promise<BannedWord[]> {
  const { rows } = await sql<BannedWord>`/* live.find-banned-words */
    select word, suggestion from banned_word where alliance_id = ${db.allianceId}
    order by word limit ${bannedWordsMax}::int`.execute(db);
  return rows;
}

export async function putWords(tx: Tx, words: readonly BannedWord[]): Promise<void> {
  await sql`/* live.put-words */
    insert into banned_word (alliance_id, word, suggestion)
    select ${tx.allianceId}::uuid, word, suggestion
    from unnest(${words.map(({ word }) => word)}::text[], ${words.map(({ suggestion }) => suggestion)}::text[]) as w (word, suggestion)
    on conflict (alliance_id, word) do update set suggestion = excluded.suggestion`.execute(tx);
}

export async function deleteWord(tx: Tx, word: string): Promise<void> {
  await sql`/* live.delete-word */
    delete from banned_word where alliance_id = ${tx.allianceId} and word = ${word}`.execute(tx);
}
