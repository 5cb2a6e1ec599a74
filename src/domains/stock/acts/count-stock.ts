import type { Tx } from '../../../engines/db/tx.ts';
import { announce } from '../../../engines/db/outbox.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { insertLots } from '../store/lots.ts';
import { lockCounterRows, writeMovements } from '../store/counters.ts';
import { counterKey, type Movement } from '../rules/stock-law.ts';
import { readableLocation } from '../views/readable-location.ts';
import { drawLots } from './draw-lots.ts';

export interface CountInput {
  readonly locationId: string;
  readonly reason: string;
  readonly counts: readonly { readonly variantId: string; readonly counted: number }[];
}

/**
 * Quick count: what is really there becomes on hand. Refuses a count below what is promised already, because those
 * orders must be dealt with first. An item counted twice takes its last number. Missing pieces leave the oldest lots,
 * found ones become a lot of unknown age.
 */
export async function countStock(
  tx: Tx,
  input: CountInput,
): Promise<{ rows: { variantId: string; before: number; after: number }[] }> {
  await readableLocation(tx, input.locationId);
  const counts = [...new Map(input.counts.map((count) => [count.variantId, count.counted]))];
  const keyOf = (variantId: string) => ({ locationId: input.locationId, variantId });
  const counters = await lockCounterRows(
    tx,
    counts.map(([variantId]) => keyOf(variantId)),
  );
  const rows = counts.map(([variantId, after]) => {
    const counter = counters.get(counterKey(keyOf(variantId)))!;
    const promised = counter.held + counter.allocated;
    if (after < promised) {
      const at = input.counts.findLastIndex((count) => count.variantId === variantId);
      throw new Refusal('count-below-promised', { promised, variantId }, `counts.${at}.counted`);
    }
    return { variantId, before: counter.onHand, after };
  });
  const source = tx.actor ? `member:${tx.actor.memberId}` : 'count';
  const changes = rows
    .filter((row) => row.after !== row.before)
    .map((row): Movement => {
      const onHand = row.after - row.before;
      const reason = input.reason || '盘点';
      return { ...keyOf(row.variantId), kind: 'adjusted', onHand, held: 0, allocated: 0, reason, source };
    });
  await writeMovements(tx, changes);
  await adjustLots(tx, changes);
  await announce(tx, [
    {
      kind: 'stock-counted',
      aggregate: 'location',
      aggregateId: input.locationId,
      payload: { locationId: input.locationId },
    },
  ]);
  return { rows };
}

async function adjustLots(tx: Tx, changes: readonly Movement[]): Promise<void> {
  const missing = changes.flatMap((row) => (row.onHand < 0 ? [{ ...row, quantity: -row.onHand }] : []));
  const found = changes.flatMap((row) => (row.onHand > 0 ? [{ ...row, quantity: row.onHand }] : []));
  await drawLots(tx, missing, 'expired-first');
  await insertLots(
    tx,
    found.map((row) => ({ ...row, batch: '', expiresOn: null })),
  );
}
