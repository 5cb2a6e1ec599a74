/** A line of an order that was paid after its hold had expired. */
export interface LateLine {
  readonly resource: string;
  readonly quantity: number;
}

/**
 * Late money: each order is held again if everything in it is still there, first paid first served, all or nothing.
 *
 * @param free pieces left per resource; what cannot be sold any more is absent
 * @returns for each order whether it can be held again
 */
export function decideLate(
  orders: readonly (readonly LateLine[])[],
  free: ReadonlyMap<string, number>,
): boolean[] {
  const left = new Map(free);
  return orders.map((lines) => {
    const asked = new Map<string, number>();
    for (const { resource, quantity } of lines) {
      asked.set(resource, (asked.get(resource) ?? 0) + quantity);
    }
    if (![...asked].every(([resource, quantity]) => quantity <= (left.get(resource) ?? 0))) return false;
    for (const [resource, quantity] of asked) left.set(resource, left.get(resource)! - quantity);
    return true;
  });
}
