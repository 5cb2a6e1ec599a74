/** What an item sold when one host showed it. */
export interface Shown {
  readonly variantId: string;
  readonly hostMemberId: string;
  readonly sold: number;
  readonly visits: number;
}

export interface Conversion {
  /** Pieces per visit against all items, 1 = as usual; null where nobody watched. */
  ofItem(variantId: string): number | null;
  /** Pieces per visit of a category when this host shows it, against all hosts; null where they never did. */
  ofHost(hostMemberId: string, category: string): number | null;
}

/** As many visits at the usual rate are added to each, so that one lucky evening does not count for more than it is. */
const priorVisits = 40;

/** Pieces sold per visit, pulled towards what is usual where few watched (empirical Bayes with a fixed prior). */
export function conversionOf(
  shown: readonly Shown[],
  categoryOf: (variantId: string) => string | undefined,
): Conversion {
  const all = sum(shown);
  const byItem = sumsBy(shown, ({ variantId }) => variantId);
  const byCategory = sumsBy(shown, ({ variantId }) => categoryOf(variantId) ?? '');
  const byHost = sumsBy(
    shown,
    ({ variantId, hostMemberId }) => `${hostMemberId} ${categoryOf(variantId) ?? ''}`,
  );
  return {
    ofItem: (variantId) => against(byItem.get(variantId), all),
    ofHost: (hostMemberId, category) =>
      against(byHost.get(`${hostMemberId} ${category}`), byCategory.get(category)),
  };
}

interface Sum {
  readonly sold: number;
  readonly visits: number;
}

function sum(shown: readonly Sum[]): Sum {
  return {
    sold: shown.reduce((total, one) => total + one.sold, 0),
    visits: shown.reduce((total, one) => total + one.visits, 0),
  };
}

function sumsBy(shown: readonly Shown[], keyOf: (one: Shown) => string): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  for (const one of shown) sums.set(keyOf(one), sum([one, sums.get(keyOf(one)) ?? { sold: 0, visits: 0 }]));
  return sums;
}

function against(part: Sum | undefined, whole: Sum | undefined): number | null {
  if (!part || !whole || part.visits === 0 || whole.sold === 0) return null;
  const usual = whole.sold / whole.visits;
  return (part.sold + priorVisits * usual) / (part.visits + priorVisits) / usual;
}
