import type { Tx } from '../../../engines/db/tx.ts';
import { insertLots } from '../store/lots.ts';
import type { StockRow } from '../tables.ts';
import { moveStock } from './move-stock.ts';

/** Promises available stock firmly. Refuses `not-enough-stock`. */
export function allocateStock(tx: Tx, rows: readonly StockRow[]): Promise<void> {
  return moveStock(
    tx,
    rows.map(({ quantity, ...row }) => ({
      ...row,
      kind: 'allocated',
      onHand: 0,
      held: 0,
      allocated: quantity,
      reason: '',
    })),
  );
}

/** Takes a firm promise back: a cancelled line, or another place serves it. */
export function unallocateStock(tx: Tx, rows: readonly StockRow[]): Promise<void> {
  return moveStock(
    tx,
    rows.map(({ quantity, ...row }) => ({
      ...row,
      kind: 'unallocated',
      onHand: 0,
      held: 0,
      allocated: -quantity,
      reason: '',
    })),
  );
}

/** Goods come back to the shelf of a place: a parcel that was not taken. Their batch is not known any more. */
export async function returnStock(tx: Tx, rows: readonly StockRow[]): Promise<void> {
  await moveStock(
    tx,
    rows.map(({ quantity, ...row }) => ({
      ...row,
      kind: 'returned',
      onHand: quantity,
      held: 0,
      allocated: 0,
      reason: '',
    })),
  );
  await insertLots(
    tx,
    rows.map((row) => ({ ...row, batch: '', expiresOn: null })),
  );
}
