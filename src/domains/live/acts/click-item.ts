import type { Tx } from '../../../engines/db/tx.ts';
import { needRoom } from '../views/rooms.ts';
import { putClick, type Click } from '../store/clicks.ts';

/** Counts that a visitor opened an item, once per browser and item. */
export async function clickItem(tx: Tx, click: Click): Promise<void> {
  await needRoom(tx, click);
  await putClick(tx, click);
}
