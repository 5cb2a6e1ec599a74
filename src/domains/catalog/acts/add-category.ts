import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { nextCategoryNumber, type Ground } from '../rules/item-code.ts';
import { insertCategory, lockCategories } from '../store/categories.ts';
import type { Category } from '../tables.ts';

/** Adds a category at the end; without a number it gets the next free one of its ground. */
export async function addCategory(
  tx: Tx,
  input: {
    readonly code: string;
    readonly name: string;
    readonly ground: Ground;
    readonly number?: string | undefined;
  },
): Promise<Category> {
  const taken = new Set((await lockCategories(tx, null)).map(({ number }) => number));
  const number = input.number ?? nextCategoryNumber(input.ground, taken);
  if (number === null) throw new Refusal('category-taken', {}, 'ground');
  return insertCategory(tx, { ...input, number });
}
