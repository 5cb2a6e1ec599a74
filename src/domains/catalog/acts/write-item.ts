import type { Input } from '../../../../contract/endpoint.ts';
import type { catalog } from '../../../../contract/catalog.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { gtin13CheckDigit, isGtin13 } from '../../../kernel/gtin.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { formatItemCode, parseItemCode } from '../rules/item-code.ts';
import type { ItemFacts } from '../rules/item-facts.ts';
import { lockCategories, skipSerials, takeSerials } from '../store/categories.ts';
import { findTaken, insertItems, setStatus, updateItems } from '../store/items.ts';
import type { Item } from '../tables.ts';
import { getItem, readFacts } from '../views/describe-items.ts';
import { switchOffRegulated } from './switch-off-regulated.ts';

type ItemInput = Input<typeof catalog.addItem>;

/** Adds an item; without a code it gets the next one of its category. */
export async function addItem(tx: Tx, input: ItemInput): Promise<Item> {
  await checkInput(tx, input, null);
  const itemCode = input.itemCode || (await nextCode(tx, input.categoryCode));
  const variantId = tx.newId();
  await insertItems(tx, [{ variantId, facts: toFacts(input, itemCode, null) }]);
  await noteGivenCode(tx, itemCode);
  return getItem(tx, { variantId });
}

/** Rewrites an item. Its code stays unless another is given, its wholesale price unless one is said. */
export async function updateItem(tx: Tx, input: Input<typeof catalog.updateItem>): Promise<Item> {
  const { variantId } = input;
  const before = await readFacts(tx, variantId);
  await checkInput(tx, input, variantId);
  const itemCode = input.itemCode || before.itemCode;
  await updateItems(tx, [{ variantId, facts: toFacts(input, itemCode, before.wholesalePriceFen) }]);
  await setStatus(tx, variantId, input.status);
  if (itemCode !== before.itemCode) await noteGivenCode(tx, itemCode);
  if (input.isRegulated) await switchOffRegulated(tx, [variantId]);
  return getItem(tx, { variantId });
}

function toFacts(input: ItemInput, itemCode: string, wholesaleBefore: bigint | null): ItemFacts {
  const wholesalePriceFen = input.wholesalePriceFen === undefined ? wholesaleBefore : input.wholesalePriceFen;
  return { ...input, itemCode, wholesalePriceFen };
}

/** Takes the lock of the category, under which codes and barcodes are looked up and written. */
async function checkInput(tx: Tx, input: ItemInput, exceptVariantId: string | null): Promise<void> {
  const { gtin } = input;
  refuseUnless(
    (await lockCategories(tx, [input.categoryCode])).length === 1,
    'category-unknown',
    {},
    'categoryCode',
  );
  refuseUnless(input.soldBy === 'piece' || input.nominalGram !== null, 'weight-needed', {}, 'nominalGram');
  if (gtin !== null && !isGtin13(gtin)) {
    throw new Refusal('gtin-check-digit', { expected: gtin13CheckDigit(gtin.slice(0, 12)) }, 'gtin');
  }
  const itemCode = input.itemCode || null;
  for (const taken of await findTaken(tx, { itemCode, gtin, exceptVariantId })) {
    if (taken.itemCode === itemCode) throw new Refusal('item-code-taken', { itemCode }, 'itemCode');
    throw new Refusal('gtin-taken', { gtin, itemCode: taken.itemCode }, 'gtin');
  }
}

async function nextCode(tx: Tx, categoryCode: string): Promise<string> {
  const serials = await takeSerials(tx, new Map([[categoryCode, 1]]));
  const { number, first } = serials.get(categoryCode)!;
  return formatItemCode(number, first);
}

async function noteGivenCode(tx: Tx, itemCode: string): Promise<void> {
  const parsed = parseItemCode(itemCode);
  if (parsed) await skipSerials(tx, [parsed]);
}
