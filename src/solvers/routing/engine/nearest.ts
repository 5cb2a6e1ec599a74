import type { Matrices } from './instance.ts';

/** Cells per distance: distance and index are packed into one double, which sorts without a comparator. */
const indexRoom = 8_192;
const steps = 2 ** 38;

/** The `count` nearest other visits of every visit, nearest first, by the way there and back. */
export function nearest(
  { cost, costInto }: Pick<Matrices, 'cost' | 'costInto'>,
  visits: number,
  side: number,
  count: number,
): Int32Array {
  const near = new Int32Array(visits * count);
  const packed = new Float64Array(visits);
  for (let i = 0; i < visits; i += 1) {
    let longest = 1e-9;
    for (let j = 0; j < visits; j += 1)
      longest = Math.max(longest, cost[i * side + j]! + costInto[i * side + j]!);
    for (let j = 0; j < visits; j += 1) {
      const share = (cost[i * side + j]! + costInto[i * side + j]!) / longest;
      packed[j] = j === i ? Infinity : Math.floor(share * steps) * indexRoom + j;
    }
    packed.sort();
    for (let k = 0; k < count; k += 1) near[i * count + k] = packed[k]! % indexRoom;
  }
  return near;
}
