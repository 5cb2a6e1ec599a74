import { shelfCell, type Tables } from './tables.ts';

/** Branches tried per variant; beyond them what is proved so far stands. */
const branchesMax = 200_000;

/**
 * By variant: how many of its lines nobody can serve, at least, whatever it costs. A bound without it serves half a line
 * where two do not fit. Only variants are looked at of which this placement leaves a line out.
 */
export function fewestUnserved(t: Tables, placement: ArrayLike<number>): Map<number, number> {
  const left = new Map<number, number>();
  for (let l = 0; l < t.lines; l += 1)
    if (placement[l]! < 0) left.set(t.variantOf[l]!, (left.get(t.variantOf[l]!) ?? 0) + 1);
  return new Map([...left].map(([variant, most]) => [variant, new Packing(t, variant).fewest(most)]));
}

/** Puts the lines of one variant on its shelves, the largest first, trying everything. */
class Packing {
  private readonly t: Tables;
  private readonly lines: number[];
  private readonly left: Int32Array;
  private branches = 0;

  constructor(t: Tables, variant: number) {
    this.t = t;
    this.lines = Array.from({ length: t.lines }, (_, l) => l)
      .filter((l) => t.variantOf[l] === variant)
      .sort((a, b) => t.quantity[b]! - t.quantity[a]! || a - b);
    this.left = Int32Array.from({ length: t.places }, (_, p) => t.capacity[p * t.variants + variant]!);
  }

  /** @param most how many a placement is known to leave out */
  fewest(most: number): number {
    for (let out = 0; out < most; out += 1) {
      this.branches = 0;
      const isPossible = this.fits(0, out);
      if (isPossible || this.branches >= branchesMax) return out;
    }
    return most;
  }

  private fits(at: number, out: number): boolean {
    if (at === this.lines.length) return true;
    if ((this.branches += 1) >= branchesMax) return true;
    const { t, left } = this;
    const line = this.lines[at]!;
    const quantity = t.quantity[line]!;
    for (let p = 0; p < t.places; p += 1) {
      if (t.may[line * t.places + p] === 0 || left[p]! < quantity) continue;
      left[p]! -= quantity;
      const isPossible = this.fits(at + 1, out);
      left[p]! += quantity;
      if (isPossible) return true;
    }
    if (out === 0) return false;
    // Pieces set aside for a line that nobody serves stay where they are.
    const home = shelfCell(t, line, -1) < 0 ? -1 : t.reserved[line]!;
    if (home >= 0 && left[home]! < quantity) return false;
    if (home >= 0) left[home]! -= quantity;
    const isPossible = this.fits(at + 1, out - 1);
    if (home >= 0) left[home]! += quantity;
    return isPossible;
  }
}
