import type { FilesEngine } from '../../../engines/files/port.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { setPictureFile } from '../store/items.ts';
import type { Item } from '../tables.ts';
import { getItem } from '../views/describe-items.ts';

/**
 * Stores the picture, square, and points the item to it. The file is named by its content: a transaction that is
 * rolled back afterwards leaves a file that nobody points to, never an item without its picture.
 */
export async function setItemPicture(
  tx: Tx,
  input: { readonly variantId: string; readonly bytes: Uint8Array },
  files: FilesEngine,
): Promise<Item> {
  const { variantId } = input;
  await getItem(tx, { variantId });
  const key = await files.putPicture(`public/items/${tx.allianceId}`, input.bytes, 'square');
  refuseUnless(await setPictureFile(tx, variantId, key), 'not-found', {}, 'variantId');
  return getItem(tx, { variantId });
}
