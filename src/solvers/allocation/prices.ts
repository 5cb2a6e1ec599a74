import { handsCell, shelfCell, type Tables } from './tables.ts';

/** Capacities of more pieces than this need no rounding: what it would win is lost in the sum. */
const smallCell = 40;
/** Quantities above this are not rounded. */
const roundedMax = 6;

/**
 * A limit that every placement keeps: over the lines that draw on a cell, the sum of their weights is at most `most`.
 * Besides the pieces themselves these are rounded ones: as nobody takes half a line, of u × pieces ≤ u × capacity both
 * sides may be rounded down (Chvátal 1973), which forbids to fill a shelf of three with one and a half lines of two.
 */
export interface Limit {
  readonly cell: number;
  readonly u: number;
  readonly most: number;
}

/** @param unserved by variant: lines that nobody can ever serve, at least; nothing is asked of it where left out */
export function limitsOf(t: Tables, unserved?: ReadonlyMap<number, number>): Limit[] {
  const shelves = cellLimits(t);
  const fewest = [...(unserved ?? [])].filter(([, lines]) => lines > 0).sort(([a], [b]) => a - b);
  return [
    ...shelves,
    ...fewest.map(([variant, lines]) => ({ cell: nobodyCell(t, variant), u: -1, most: -lines })),
  ];
}

/** Beyond the cells of places there is one per variant, on which its unserved lines draw once each. */
export function nobodyCell(t: Tables, variant: number): number {
  return t.capacity.length + variant;
}

function cellLimits(t: Tables): Limit[] {
  const largest = largestByCell(t);
  return Array.from(t.capacity).flatMap((most, cell): Limit[] => {
    if (largest[cell] === 0) return [];
    const whole = { cell, u: 1, most };
    if (most > smallCell) return [whole];
    const fractions = fractionsUpTo(Math.min(roundedMax, largest[cell]!));
    return [whole, ...fractions.map((u) => ({ cell, u, most: roundedDown(u, most) }))];
  });
}

/** By cell: pieces of the largest line that may draw on it. */
function largestByCell(t: Tables): Int32Array {
  const largest = new Int32Array(t.capacity.length);
  for (let l = 0; l < t.lines; l += 1) {
    for (let p = -1; p < t.places; p += 1) {
      if (p >= 0 && t.may[l * t.places + p] === 0) continue;
      for (const cell of [shelfCell(t, l, p), handsCell(t, l, p)])
        if (cell >= 0) largest[cell] = Math.max(largest[cell]!, t.quantity[l]!);
    }
  }
  return largest;
}

function fractionsUpTo(largest: number): number[] {
  const fractions = new Set<number>();
  for (let below = 2; below <= largest; below += 1)
    for (let above = 1; above < below; above += 1) fractions.add(above / below);
  return [...fractions].sort((a, b) => a - b);
}

/** Whole part of u × pieces; u is a fraction whose product may fall short by a rounding of the machine. */
export function roundedDown(u: number, pieces: number): number {
  return Math.floor(u * pieces + 1e-9);
}

/** What drawing on cells costs: a price per limit. */
export class Prices {
  private readonly t: Tables;
  private readonly limits: readonly Limit[];
  private readonly quantities: number;
  /** By cell × quantity. */
  private readonly fen: Float64Array;

  constructor(t: Tables, limits: readonly Limit[], byLimit: ArrayLike<number>) {
    this.t = t;
    this.limits = limits;
    this.quantities = t.quantity.reduce((most, quantity) => Math.max(most, quantity), 0) + 1;
    this.fen = new Float64Array((t.capacity.length + t.variants) * this.quantities);
    this.set(byLimit);
  }

  set(byLimit: ArrayLike<number>): void {
    this.fen.fill(0);
    for (const [at, { cell, u }] of this.limits.entries()) {
      const price = byLimit[at]!;
      if (price === 0) continue;
      for (let quantity = 1; quantity < this.quantities; quantity += 1)
        this.fen[cell * this.quantities + quantity]! += price * roundedDown(u, quantity);
    }
  }

  /** What a line pays for the cells it draws on at a place, or when nobody serves it (−1). */
  of(line: number, place: number): number {
    const quantity = this.t.quantity[line]!;
    const [shelf, hands] = [shelfCell(this.t, line, place), handsCell(this.t, line, place)];
    const nobody =
      place < 0 ? this.fen[nobodyCell(this.t, this.t.variantOf[line]!) * this.quantities + 1]! : 0;
    return (
      nobody +
      (shelf < 0 ? 0 : this.fen[shelf * this.quantities + quantity]!) +
      (hands < 0 ? 0 : this.fen[hands * this.quantities + quantity]!)
    );
  }
}
