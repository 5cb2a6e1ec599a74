import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { applyMovements, availableOf, isLawful } from '../rules/stock-law.ts';
import { lockCounterRows, writeMovements } from '../store/counters.ts';
import { counterKey, type Counter, type Movement } from '../rules/stock-law.ts';

/**
 * Locks the counters of these movements, applies them all or refuses `not-enough-stock` with what is available.
 * Every change of stock but the hot hold goes through here.
 */
export async function moveStock(tx: Tx, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return;
  refuseUnlessLawful(await lockCounterRows(tx, movements), movements);
  await writeMovements(tx, movements);
}

/** Refuses `not-enough-stock` when a counter would not hold. */
export function refuseUnlessLawful(
  before: ReadonlyMap<string, Counter>,
  movements: readonly Movement[],
): void {
  for (const after of applyMovements(before, movements).values()) {
    if (!isLawful(after)) {
      const counter = before.get(counterKey(after));
      throw new Refusal('not-enough-stock', { available: counter ? availableOf(counter) : 0 });
    }
  }
}
