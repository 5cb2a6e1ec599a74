import type { Network } from './network.ts';

/** Items that sell in the same shops, best first: those of an item from start[item] up to and without start[item + 1]. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly similarity: Float32Array;
}

const perItemMax = 80;
/** A shop that sells everything says little about what goes together: of each the items sold last are looked at. */
const perShopMax = 400;
/** Pulls the similarity of items that few shops sell towards nothing. */
const shrinkage = 5;

/**
 * ItemKNN (Sarwar et al. 2001): cosine of the sets of shops that sold two items, shrunk, with each shop weighing less the
 * more it sells (Karypis 2001).
 */
export function findNeighbours(network: Network): Neighbours {
  const { itemCount } = network.history;
  const { setStart, setItem } = itemsOfShops(network);
  const { shopStart, shopOf } = shopsOfItems(itemCount, setStart, setItem);
  const weight = Float64Array.from(
    { length: setStart.length - 1 },
    (_, shop) => 1 / Math.sqrt(Math.max(1, setStart[shop + 1]! - setStart[shop]!)),
  );
  const norm = new Float64Array(itemCount);
  for (let item = 0; item < itemCount; item++)
    for (let at = shopStart[item]!; at < shopStart[item + 1]!; at++) norm[item]! += weight[shopOf[at]!]!;
  const together = new Float64Array(itemCount);
  const count = new Int32Array(itemCount);
  const start = new Int32Array(itemCount + 1);
  const items: number[] = [];
  const similarities: number[] = [];
  for (let item = 0; item < itemCount; item++) {
    const touched: number[] = [];
    for (let at = shopStart[item]!; at < shopStart[item + 1]!; at++) {
      const shop = shopOf[at]!;
      for (let other = setStart[shop]!; other < setStart[shop + 1]!; other++) {
        const one = setItem[other]!;
        if (count[one] === 0) touched.push(one);
        count[one]!++;
        together[one]! += weight[shop]!;
      }
    }
    const scored = touched
      .filter((other) => other !== item && count[other]! > 1)
      .map((other) => {
        const cosine = together[other]! / Math.sqrt(norm[item]! * norm[other]!);
        return { other, similarity: (cosine * count[other]!) / (count[other]! + shrinkage) };
      })
      .sort((a, b) => b.similarity - a.similarity || a.other - b.other)
      .slice(0, perItemMax);
    for (const { other, similarity } of scored) {
      items.push(other);
      similarities.push(similarity);
    }
    for (const one of touched) {
      count[one] = 0;
      together[one] = 0;
    }
    start[item + 1] = items.length;
  }
  return { start, item: Int32Array.from(items), similarity: Float32Array.from(similarities) };
}

/** Each shop's distinct items, the ones sold last first, bounded. */
function itemsOfShops({ history, start, end }: Network) {
  const setStart = new Int32Array(history.shopCount + 1);
  const setItem: number[] = [];
  const seenBy = new Int32Array(history.itemCount).fill(-1);
  for (let shop = 0; shop < history.shopCount; shop++) {
    const from = setItem.length;
    for (let row = end[shop]! - 1; row >= start[shop]! && setItem.length - from < perShopMax; row--) {
      const item = history.item[row]!;
      if (seenBy[item] === shop) continue;
      seenBy[item] = shop;
      setItem.push(item);
    }
    setStart[shop + 1] = setItem.length;
  }
  return { setStart, setItem };
}

function shopsOfItems(itemCount: number, setStart: Int32Array, setItem: readonly number[]) {
  const shopStart = new Int32Array(itemCount + 1);
  for (const item of setItem) shopStart[item + 1]!++;
  for (let item = 0; item < itemCount; item++) shopStart[item + 1]! += shopStart[item]!;
  const next = shopStart.slice(0, itemCount);
  const shopOf = new Int32Array(setItem.length);
  for (let shop = 0; shop + 1 < setStart.length; shop++)
    for (let at = setStart[shop]!; at < setStart[shop + 1]!; at++) shopOf[next[setItem[at]!]!++] = shop;
  return { shopStart, shopOf };
}
