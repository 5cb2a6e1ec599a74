import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { takeLots, type LotOrder } from '../rules/take-lots.ts';
import { openLots, takeFromLots } from '../store/lots.ts';
import { counterKey, type CounterKey } from '../rules/stock-law.ts';

/** Pieces of one batch. */
export interface DrawnLot extends CounterKey {
  readonly batch: string;
  readonly expiresOn: string | null;
  readonly quantity: number;
}

/** Takes pieces out of the lots of counters that are locked, two statements for any number; returns what was taken. */
export async function drawLots(
  tx: Tx,
  rows: readonly (CounterKey & { readonly quantity: number })[],
  order: LotOrder,
): Promise<DrawnLot[]> {
  if (rows.length === 0) return [];
  const lots = Map.groupBy(await openLots(tx, rows), counterKey);
  const wanted = new Map<string, number>();
  for (const row of rows) wanted.set(counterKey(row), (wanted.get(counterKey(row)) ?? 0) + row.quantity);
  const taken = new Map<string, number>();
  const today = shanghaiDay(tx.now);
  for (const [key, quantity] of wanted) {
    const mine = takeLots(lots.get(key) ?? [], quantity, { today, order });
    for (const [lotId, pieces] of mine) taken.set(lotId, pieces);
  }
  if (taken.size > 0) await takeFromLots(tx, taken);
  return [...lots.values()].flat().flatMap((lot) => {
    const quantity = taken.get(lot.lotId);
    return quantity === undefined ? [] : [{ ...lot, quantity }];
  });
}
