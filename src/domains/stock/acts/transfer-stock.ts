import type { Tx } from '../../../engines/db/tx.ts';
import { dealOut } from '../rules/deal-out.ts';
import { lockCounterRows, writeMovements } from '../store/counters.ts';
import { insertLots } from '../store/lots.ts';
import type { CounterKey, Movement } from '../rules/stock-law.ts';
import { drawLots } from './draw-lots.ts';
import { refuseUnlessLawful } from './move-stock.ts';

export interface Transfer {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly variantId: string;
  readonly quantity: number;
  readonly source: string;
}

/**
 * Available goods go from one place to another and keep batch and expiry. What arrives in the same call cannot be sent
 * on by it. Refuses `not-enough-stock`.
 */
export async function transferStock(tx: Tx, transfers: readonly Transfer[]): Promise<void> {
  const leaving = transfers.map((row) => movement(row, row.fromLocationId, -row.quantity));
  const arriving = transfers.map((row) => movement(row, row.toLocationId, row.quantity));
  const before = await lockCounterRows(tx, [...leaving, ...arriving]);
  refuseUnlessLawful(before, leaving);
  await writeMovements(tx, [...leaving, ...arriving]);
  const sent = transfers.map((row) => ({ ...keyAt(row, row.fromLocationId), quantity: row.quantity }));
  await insertLots(tx, dealOut(await drawLots(tx, sent, 'good-first'), transfers));
}

function keyAt({ variantId }: Transfer, locationId: string): CounterKey {
  return { locationId, variantId };
}

function movement(row: Transfer, locationId: string, onHand: number): Movement {
  const { source } = row;
  return {
    ...keyAt(row, locationId),
    kind: 'transferred',
    onHand,
    held: 0,
    allocated: 0,
    reason: '',
    source,
  };
}
