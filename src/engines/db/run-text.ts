import { CompiledQuery } from 'kysely';
import type { Tx } from './tx.ts';

/** Runs a statement that a library wrote, with `$1` places, in our transaction. */
export async function runText(tx: Tx, text: string, values: readonly unknown[]): Promise<unknown[]> {
  const result = await tx.getExecutor().executeQuery(CompiledQuery.raw(text, [...values]));
  return result.rows;
}
