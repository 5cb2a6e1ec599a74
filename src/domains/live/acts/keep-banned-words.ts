import type { Tx } from '../../../engines/db/tx.ts';
import { deleteWord, putWords } from '../store/banned-words.ts';
import type { BannedWord } from '../tables.ts';

/** Adds words or changes what to say instead. */
export async function putBannedWords(tx: Tx, words: readonly BannedWord[]): Promise<void> {
  if (words.length > 0) await putWords(tx, words);
}

export async function removeBannedWord(tx: Tx, word: string): Promise<void> {
  await deleteWord(tx, word);
}
