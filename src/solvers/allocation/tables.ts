import type { AllocationProblem } from './types.ts';
import { legToHubFen, wayFenOf } from './ways.ts';

/** What a line counts that nobody serves, unless the problem says otherwise: more than any way to serve it. */
export const defaultUnservedFen = 1_000_000;

/**
 * A problem as numbers. Lines stand in the order of the problem's orders; cells are what a place can run out of: first
 * place × variant (pieces on its shelf), then place × slot (pieces it can pick and pack in time).
 */
export interface Tables {
  readonly orders: number;
  readonly lines: number;
  readonly places: number;
  readonly variants: number;
  readonly slots: number;
  readonly unservedFen: number;
  /** By order, one more at the end: its first line. */
  readonly firstLine: Int32Array;
  readonly orderOf: Int32Array;
  readonly variantOf: Int32Array;
  readonly quantity: Int32Array;
  /** By line: the place where its pieces are set aside, or −1. */
  readonly reserved: Int32Array;
  /** By order: its slot. */
  readonly slotOf: Int32Array;
  /** By line × place: 1 where the line may be served, cells apart. */
  readonly may: Uint8Array;
  /** By place: 1 where pieces per slot are limited. */
  readonly isLimited: Uint8Array;
  /** By cell: pieces, those that are set aside for lines of the problem included. */
  readonly capacity: Int32Array;
  /** By order × place: a parcel straight to the destination. */
  readonly directFen: Float64Array;
  /** By order × place: a leg to the hub instead, to travel on with what leaves there; Infinity where there is none. */
  readonly legFen: Float64Array;
  /** By order × place: the fee for serving on behalf, which is due once, and what each piece costs. */
  readonly feeFen: Float64Array;
  readonly pieceFen: Float64Array;
  /** The place where legs meet, or −1. */
  readonly hub: number;
}

export function tablesOf(problem: AllocationProblem): Tables {
  const { orders, places, costs } = problem;
  const lines = orders.flatMap((order) => order.lines);
  const variantAt = numbered(lines.map(({ variantId }) => variantId));
  const slotAt = numbered(orders.map(({ slotKey }) => slotKey ?? ''));
  const placeAt = new Map(places.map(({ placeId }, p) => [placeId, p]));
  const firstLine = new Int32Array(orders.length + 1);
  for (const [o, order] of orders.entries()) firstLine[o + 1] = firstLine[o]! + order.lines.length;
  const reserved = Int32Array.from(lines, ({ reservedAt }) => placeAt.get(reservedAt ?? '') ?? -1);
  const tables: Tables = {
    ...{ orders: orders.length, lines: lines.length, places: places.length },
    ...{ variants: variantAt.size, slots: slotAt.size },
    unservedFen: costs.unservedFen ?? defaultUnservedFen,
    firstLine,
    orderOf: Int32Array.from(orders.flatMap((order, o) => order.lines.map(() => o))),
    variantOf: Int32Array.from(lines, ({ variantId }) => variantAt.get(variantId)!),
    quantity: Int32Array.from(lines, ({ quantity }) => quantity),
    reserved,
    slotOf: Int32Array.from(orders, ({ slotKey }) => slotAt.get(slotKey ?? '')!),
    may: mayServe(problem, reserved),
    isLimited: Uint8Array.from(places, ({ piecesPerSlot }) => (piecesPerSlot ? 1 : 0)),
    capacity: cellsOf(problem, variantAt, slotAt),
    ...fensOf(problem),
    hub: places.findIndex(({ placeId }) => placeId === costs.transfer?.hubPlaceId),
  };
  for (let l = 0; l < tables.lines; l += 1)
    if (reserved[l]! >= 0) tables.capacity[shelfCell(tables, l, -1)]! += tables.quantity[l]!;
  closeSmallCells(tables);
  return tables;
}

/** Where a cell can never hold as many pieces as a line wants, the line cannot be. */
function closeSmallCells(t: Tables): void {
  for (let l = 0; l < t.lines; l += 1) {
    for (let p = 0; p < t.places; p += 1) {
      const [shelf, hands] = [shelfCell(t, l, p), handsCell(t, l, p)];
      const isTooSmall = (cell: number) => cell >= 0 && t.capacity[cell]! < t.quantity[l]!;
      if (isTooSmall(shelf) || isTooSmall(hands)) t.may[l * t.places + p] = 0;
    }
  }
}

/**
 * The shelf a line draws on: that of its place; served by nobody (−1) still the one where its pieces are set aside, for
 * they stay there; −1 when there is none.
 */
export function shelfCell(t: Tables, line: number, place: number): number {
  const at = place < 0 ? t.reserved[line]! : place;
  return at < 0 ? -1 : at * t.variants + t.variantOf[line]!;
}

/** The cell of hands at a place in a line's slot, or −1 where there are always enough. */
export function handsCell(t: Tables, line: number, place: number): number {
  if (place < 0 || t.isLimited[place] === 0) return -1;
  return t.places * t.variants + place * t.slots + t.slotOf[t.orderOf[line]!]!;
}

function numbered(keys: readonly string[]): Map<string, number> {
  return new Map([...new Set(keys)].map((key, at) => [key, at]));
}

function mayServe({ orders, places }: AllocationProblem, reserved: Int32Array): Uint8Array {
  const may = new Uint8Array(reserved.length * places.length);
  let l = 0;
  for (const { lines } of orders) {
    for (const line of lines) {
      for (const [p, place] of places.entries()) {
        const isOpen = reserved[l] === p || (line.mayMove && (!line.needsCold || place.hasColdStore));
        const isFixedElsewhere = line.fixedAt != null && line.fixedAt !== place.placeId;
        may[l * places.length + p] = isOpen && !isFixedElsewhere ? 1 : 0;
      }
      l += 1;
    }
  }
  return may;
}

function cellsOf(
  { places }: AllocationProblem,
  variantAt: ReadonlyMap<string, number>,
  slotAt: ReadonlyMap<string, number>,
): Int32Array {
  const cells = new Int32Array(places.length * (variantAt.size + slotAt.size));
  for (const [p, { available, piecesPerSlot }] of places.entries()) {
    for (const [variantId, v] of variantAt) cells[p * variantAt.size + v] = available.get(variantId) ?? 0;
    const from = places.length * variantAt.size + p * slotAt.size;
    for (const [slotKey, s] of slotAt) cells[from + s] = piecesPerSlot?.get(slotKey) ?? 0;
  }
  return cells;
}

type Fens = Pick<Tables, 'directFen' | 'legFen' | 'feeFen' | 'pieceFen'>;

function fensOf(problem: AllocationProblem): Fens {
  const { orders, places, costs } = problem;
  const size = orders.length * places.length;
  const [directFen, legFen] = [new Float64Array(size), new Float64Array(size)];
  const [feeFen, pieceFen] = [new Float64Array(size), new Float64Array(size)];
  const legs = places.map((_, p) => legToHubFen(problem, p));
  for (const [o, order] of orders.entries()) {
    for (const [p, place] of places.entries()) {
      const cell = o * places.length + p;
      const isOnBehalf = !place.isShared && place.placeId !== order.sellerPlaceId;
      const { distanceFen, parcelFen } = wayFenOf(problem, o, p);
      directFen[cell] = distanceFen + parcelFen;
      legFen[cell] = order.mayTransfer === true ? legs[p]! : Infinity;
      feeFen[cell] = isOnBehalf ? costs.onBehalfPerOrderFen : 0;
      pieceFen[cell] = costs.handlingPerPieceFen + (isOnBehalf ? costs.onBehalfPerPieceFen : 0);
    }
  }
  return { directFen, legFen, feeFen, pieceFen };
}
