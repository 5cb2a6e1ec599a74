export interface ScaleBands {
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/**
 * Where a value stands between bottom (0) and top (1): the middle half of the peers takes at least a third, and all of
 * the shop's own weeks are inside.
 */
export function bandScale(bands: ScaleBands | null, own: readonly number[]): (value: number) => number {
  const spreadOf = bands ? bands.upper - bands.lower || Math.abs(bands.median) || 1 : 0;
  const marks = bands ? [bands.lower - spreadOf / 2, bands.upper + spreadOf / 2] : [];
  const known = [...marks, ...own];
  if (known.length === 0) return () => 0.5;
  const low = Math.min(...known);
  const span = Math.max(...known) - low;
  return (value) => (span === 0 ? 0.5 : Math.min(1, Math.max(0, (value - low) / span)));
}
