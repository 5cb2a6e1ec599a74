/** A counter row is known by its place and variant. */
export interface CounterKey {
  readonly locationId: string;
  readonly variantId: string;
}

export interface Counter {
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
}

export type MovementKind =
  | 'received'
  | 'held'
  | 'released'
  | 'allocated'
  | 'unallocated'
  | 'shipped'
  | 'transferred'
  | 'adjusted'
  | 'returned'
  | 'expired';

/** One line of the log: signed changes of the three counters, and what caused them ("order-line:<id>"). */
export interface Movement extends CounterKey {
  readonly kind: MovementKind;
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
  readonly reason: string;
  readonly source: string;
}

/** The key of a counter in maps. */
export function counterKey({ locationId, variantId }: CounterKey): string {
  return `${locationId}:${variantId}`;
}

/** What may still be promised: never negative while the law holds. */
export function availableOf(counter: Counter): number {
  return counter.onHand - counter.held - counter.allocated;
}

/** The law of the counters: nothing negative, never more promised than is there. The table checks the same. */
export function isLawful(counter: Counter): boolean {
  return counter.onHand >= 0 && counter.held >= 0 && counter.allocated >= 0 && availableOf(counter) >= 0;
}

/** Movements summed per counter and applied: the counters afterwards, of those that change. */
export function applyMovements(
  before: ReadonlyMap<string, Counter>,
  movements: readonly Movement[],
): Map<string, Counter & CounterKey> {
  const after = new Map<string, Counter & CounterKey>();
  for (const movement of movements) {
    const key = counterKey(movement);
    const counter = after.get(key) ?? before.get(key) ?? { onHand: 0, held: 0, allocated: 0 };
    after.set(key, {
      locationId: movement.locationId,
      variantId: movement.variantId,
      onHand: counter.onHand + movement.onHand,
      held: counter.held + movement.held,
      allocated: counter.allocated + movement.allocated,
    });
  }
  return after;
}
