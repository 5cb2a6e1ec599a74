export const ndcgDepth = 10;

/** Normalised discounted cumulative gain at ten (Järvelin & Kekäläinen 2002), every item that sold worth the same; 0 … 1. */
export function ndcg(ranked: readonly number[], sold: ReadonlySet<number>): number {
  const discount = (place: number) => 1 / Math.log2(place + 2);
  let gain = 0;
  ranked.slice(0, ndcgDepth).forEach((item, place) => (gain += sold.has(item) ? discount(place) : 0));
  let best = 0;
  for (let place = 0; place < Math.min(ndcgDepth, sold.size); place++) best += discount(place);
  return best > 0 ? gain / best : 0;
}
