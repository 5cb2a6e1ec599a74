import type { Tx } from '../../../engines/db/tx.ts';
import { insertLots } from '../store/lots.ts';
import type { CounterKey } from '../rules/stock-law.ts';
import { moveStock } from './move-stock.ts';

export interface Receipt extends CounterKey {
  readonly quantity: number;
  readonly batch: string;
  /** The last good day, "2026-12-05"; null for goods without an expiry. */
  readonly expiresOn: string | null;
  readonly source: string;
}

/** Goods arrive: on hand grows, and lots remember batch and expiry. Nothing received writes nothing. */
export async function receiveStock(tx: Tx, ...receipts: readonly Receipt[]): Promise<void> {
  const some = receipts.filter(({ quantity }) => quantity > 0);
  await moveStock(
    tx,
    some.map(({ locationId, variantId, quantity, batch, source }) => ({
      locationId,
      variantId,
      kind: 'received',
      onHand: quantity,
      held: 0,
      allocated: 0,
      reason: batch,
      source,
    })),
  );
  await insertLots(tx, some);
}
