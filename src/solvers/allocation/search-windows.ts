import { searchPlans, type Placement, type SearchOptions } from './plan-search.ts';
import type { Tables } from './tables.ts';
import type { AllocationProblem } from './types.ts';

/** Orders in a window; up to two of them are searched as a whole. */
const windowOrders = 1_000;
/** Strips of about so many orders, driven up and down, keep neighbours together. */
const stripOrders = 250;

/**
 * Searches a large batch window by window: orders sorted so that neighbours stand together, each window overlapping the
 * one before by half, everybody outside it held where they are. Neighbours compete for the same shelves, so little is
 * lost, and steps go where they still find something.
 */
export function searchWindows(
  t: Tables,
  problem: AllocationProblem,
  { start, steps, seed = 1, isOver }: SearchOptions & { readonly start: Placement },
): Placement {
  if (t.orders <= 2 * windowOrders) return searchPlans(t, { start, steps, seed, ...(isOver && { isOver }) });
  const sorted = byStrips(problem);
  const half = windowOrders / 2;
  const windows = Math.ceil(t.orders / half);
  let placement = start;
  for (let w = 0; w < windows && !isOver?.(0, 0); w += 1) {
    const from = w * half;
    const only = Int32Array.from({ length: windowOrders }, (_, i) => sorted[(from + i) % t.orders]!);
    const options = { start: placement, steps: Math.ceil(steps / windows), seed: seed + w, only };
    placement = searchPlans(t, { ...options, ...(isOver && { isOver }) });
  }
  return placement;
}

/** Strips from west to east, each from south to north and the next one back. */
function byStrips({ orders }: AllocationProblem): Int32Array {
  const west = Int32Array.from(orders.keys()).sort(
    (a, b) => orders[a]!.destination.lng - orders[b]!.destination.lng || a - b,
  );
  for (let from = 0, turn = 1; from < west.length; from += stripOrders, turn = -turn)
    west
      .subarray(from, from + stripOrders)
      .sort((a, b) => turn * (orders[a]!.destination.lat - orders[b]!.destination.lat) || a - b);
  return west;
}
