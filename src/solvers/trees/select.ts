/**
 * Weighted quantile of the first `count` values: the smallest value that at least `quantile` of the weight does not
 * exceed. Reorders both arrays. 0 when there are none.
 */
export function selectQuantile(
  values: Float64Array,
  weights: Float64Array,
  count: number,
  quantile: number,
): number {
  let total = 0;
  for (let i = 0; i < count; i += 1) total += weights[i]!;
  let wanted = quantile * total;
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >> 1]!, values[high]!);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      swap(values, i, j);
      swap(weights, i, j);
      i += 1;
      j -= 1;
    }
    let left = 0;
    for (let k = low; k <= j; k += 1) left += weights[k]!;
    let between = 0;
    for (let k = j + 1; k < i; k += 1) between += weights[k]!;
    if (wanted <= left && j >= low) high = j;
    else if (wanted <= left + between) return pivot;
    else {
      wanted -= left + between;
      low = i;
    }
  }
  return count > 0 ? values[Math.min(low, count - 1)]! : 0;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i]!;
  values[i] = values[j]!;
  values[j] = kept;
}
