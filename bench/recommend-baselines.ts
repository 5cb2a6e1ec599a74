/**
 * The rules of thumb that a learned ranking has to beat. Frozen before the first line of the ranking was written: what
 * changes here changes what every published figure is compared with.
 */
import type { SalesHistory } from '../src/solvers/lineup/history.ts';

/** Ranks items for one shop on what was known before the split; at most `limit` of them, best first. */
export type Baseline = (shop: number, limit: number) => number[];

interface Known {
  /** Baskets (shop × day) of all shops that hold the item. */
  readonly popularity: Float64Array;
  /** Of each shop: its items with the number of its baskets that hold them. */
  readonly own: readonly ReadonlyMap<number, number>[];
}

/**
 * TopPop: most baskets of all shops. P-TopFreq: most own baskets, then item number, as the published code leaves it.
 * GP-TopFreq: the same, filled up with TopPop. The one with "by popularity" breaks the many ties of own counts by
 * TopPop and is the strongest of the family here. ItemKNN: cosine of the sets of shops that bought two items, summed
 * over a shop's own items (Sarwar et al. 2001), 100 neighbours each.
 */
export function frozenBaselines(history: SalesHistory, splitDay: number): Record<string, Baseline> {
  const known = knownBefore(history, splitDay);
  const { popularity, own } = known;
  const globally = [...popularity.keys()].sort((a, b) => popularity[b]! - popularity[a]! || a - b);
  const personal = (shop: number, isByPopularity: boolean): number[] =>
    [...own[shop]!]
      .sort(([a, x], [b, y]) => y - x || (isByPopularity ? popularity[b]! - popularity[a]! : 0) || a - b)
      .map(([item]) => item);
  const filled = (list: readonly number[], limit: number): number[] => {
    const head = list.slice(0, limit);
    const taken = new Set(head);
    return [...head, ...globally.filter((item) => !taken.has(item)).slice(0, limit - head.length)];
  };
  return {
    TopPop: (_shop, limit) => globally.slice(0, limit),
    'P-TopFreq': (shop, limit) => personal(shop, false).slice(0, limit),
    'GP-TopFreq': (shop, limit) => filled(personal(shop, false), limit),
    'GP-TopFreq, ties by popularity': (shop, limit) => filled(personal(shop, true), limit),
    ItemKNN: itemKnn(known),
  };
}

function knownBefore({ shopCount, itemCount, shop, item, day }: SalesHistory, splitDay: number): Known {
  const popularity = new Float64Array(itemCount);
  const own = Array.from({ length: shopCount }, () => new Map<number, number>());
  shop.forEach((number, row) => {
    if (day[row]! >= splitDay) return;
    const bought = item[row]!;
    popularity[bought]!++;
    own[number]!.set(bought, (own[number]!.get(bought) ?? 0) + 1);
  });
  return { popularity, own };
}

const neighboursMax = 100;

function itemKnn({ popularity, own }: Known): Baseline {
  const shopsOf = Array.from(popularity, () => [] as number[]);
  own.forEach((items, shop) => items.forEach((_count, item) => shopsOf[item]!.push(shop)));
  const nearest = shopsOf.map((shops, item) => {
    const together = new Map<number, number>();
    for (const shop of shops)
      for (const other of own[shop]!.keys()) together.set(other, (together.get(other) ?? 0) + 1);
    return [...together]
      .filter(([other]) => other !== item)
      .map(([other, count]) => [other, count / Math.sqrt(shops.length * shopsOf[other]!.length)] as const)
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, neighboursMax);
  });
  return (shop, limit) => {
    const scores = new Map<number, number>();
    for (const item of own[shop]!.keys()) {
      scores.set(item, (scores.get(item) ?? 0) + 1);
      for (const [other, similarity] of nearest[item]!)
        scores.set(other, (scores.get(other) ?? 0) + similarity);
    }
    return [...scores]
      .sort((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, limit)
      .map(([item]) => item);
  };
}
