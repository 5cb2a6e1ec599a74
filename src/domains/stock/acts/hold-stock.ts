import type { Tx } from '../../../engines/db/tx.ts';
import { lockCounterRows } from '../store/counters.ts';
import { endHolds, insertHolds, type Hold } from '../store/holds.ts';
import type { Counter, CounterKey } from '../rules/stock-law.ts';

export type { Hold };

/** Locks counters for a decision, in key order, missing rows made first. Keys of the map: `${locationId}:${variantId}`. */
export function lockCounters(tx: Tx, keys: readonly CounterKey[]): Promise<Map<string, Counter>> {
  return lockCounterRows(tx, keys);
}

/**
 * Holds stock for order lines whose counters the caller has locked and found sufficient; the table's check refuses
 * what was overlooked. One statement for any number.
 */
export async function placeHolds(tx: Tx, holds: readonly Hold[]): Promise<void> {
  if (holds.length === 0) return;
  const held = await insertHolds(tx, holds);
  if (held.length !== holds.length)
    throw new Error(`${holds.length - held.length} order lines are held already`);
}

/** Payment came: held becomes allocated. `lost` are lines that were not held any more. One statement. */
export async function commitHolds(
  tx: Tx,
  orderLineIds: readonly string[],
): Promise<{ committed: string[]; lost: string[] }> {
  if (orderLineIds.length === 0) return { committed: [], lost: [] };
  const end = { state: 'committed', kind: 'allocated', reason: '', isAllocated: true } as const;
  const committed = await endHolds(tx, orderLineIds, end);
  const kept = new Set(committed);
  return { committed, lost: orderLineIds.filter((id) => !kept.has(id)) };
}

/** Lets go of what is still held; returns those lines. A line committed or released meanwhile is left alone. */
export async function releaseHolds(
  tx: Tx,
  orderLineIds: readonly string[],
  why: 'released' | 'expired',
): Promise<string[]> {
  if (orderLineIds.length === 0) return [];
  const reason = why === 'expired' ? '超时未付' : '';
  return endHolds(tx, orderLineIds, { state: why, kind: 'released', reason, isAllocated: false });
}
