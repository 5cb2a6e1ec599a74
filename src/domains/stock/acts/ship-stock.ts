import type { Tx } from '../../../engines/db/tx.ts';
import type { StockRow } from '../tables.ts';
import { drawLots } from './draw-lots.ts';
import { moveStock } from './move-stock.ts';

/** Allocated goods leave a place, from the lots that expire first; what is past its day goes last. */
export async function shipStock(tx: Tx, rows: readonly StockRow[]): Promise<void> {
  await moveStock(
    tx,
    rows.map(({ quantity, ...row }) => ({
      ...row,
      kind: 'shipped',
      onHand: -quantity,
      held: 0,
      allocated: -quantity,
      reason: '',
    })),
  );
  await drawLots(tx, rows, 'good-first');
}
