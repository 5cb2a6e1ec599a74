import type { Tx } from '../../../engines/db/tx.ts';
import { addSold, type SoldPieces } from '../store/session-items.ts';

/** Paid pieces bought in rooms: what the host sees as sold. */
export async function countSold(tx: Tx, sold: readonly SoldPieces[]): Promise<void> {
  if (sold.length > 0) await addSold(tx, sold);
}
