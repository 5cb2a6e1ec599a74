import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { availableOf } from '../rules/stock-law.ts';
import { lockCounterRows, writeMovements } from '../store/counters.ts';
import { findExpired } from '../store/lots.ts';
import { counterKey } from '../rules/stock-law.ts';
import { drawLots } from './draw-lots.ts';

/** Counters handled in one transaction; the next run goes on. */
const countersAtATime = 500;

/**
 * Takes goods past their last good day off sale, as far as nobody has been promised them: waiting orders are served
 * from good lots first, what then is missing shows at the packing table. Returns the pieces written off.
 */
export async function writeOffExpired(tx: Tx): Promise<number> {
  const search = { today: shanghaiDay(tx.now), limit: countersAtATime };
  const counters = await lockCounterRows(tx, await findExpired(tx, search));
  // Read again behind the locks: what left while we waited is gone.
  const gone = (await findExpired(tx, search)).flatMap(({ quantity, ...key }) => {
    const counter = counters.get(counterKey(key));
    const pieces = counter ? Math.min(quantity, availableOf(counter)) : 0;
    return pieces > 0 ? [{ ...key, quantity: pieces }] : [];
  });
  await writeMovements(
    tx,
    gone.map(({ quantity, ...key }) => ({
      ...key,
      kind: 'expired',
      onHand: -quantity,
      held: 0,
      allocated: 0,
      reason: '过期下架',
      source: 'expiry',
    })),
  );
  await drawLots(tx, gone, 'expired-first');
  return gone.reduce((sum, { quantity }) => sum + quantity, 0);
}
