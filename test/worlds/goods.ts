import { catalog } from '../../contract/catalog.ts';
import type { Input, WireInput } from '../../contract/endpoint.ts';
import type { Tx } from '../../src/engines/db/tx.ts';
import { addCategory, addItem, type Item } from '../../src/domains/catalog/index.ts';

/** What a form sends, with the defaults of the contract filled in. */
export function itemInput(fields: Partial<WireInput<typeof catalog.addItem>>): Input<typeof catalog.addItem> {
  return catalog.addItem.input.parse({ name: '白糖罂荔枝', categoryCode: 'fruit', ...fields });
}

/** Fruit with number 0218, so that codes read as in the drawings, and vegetables. */
export async function addTwoCategories(tx: Tx): Promise<void> {
  await addCategory(tx, { code: 'fruit', name: '鲜果', ground: 'fruit', number: '0218' });
  await addCategory(tx, { code: 'vegetable', name: '蔬菜', ground: 'leaf' });
}

/** As many different items as asked for, in the category fruit. */
export async function addSomeItems(tx: Tx, count: number): Promise<Item[]> {
  const items: Item[] = [];
  for (let i = 0; i < count; i += 1) items.push(await addItem(tx, itemInput({ name: `鲜果 ${i}` })));
  return items;
}
