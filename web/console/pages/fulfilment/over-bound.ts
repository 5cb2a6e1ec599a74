/** How far a plan is from the best there can be, at most, in percent to a tenth; null when nothing is known. */
export function overBoundPercent({
  costFen,
  boundFen,
}: {
  costFen: string | null;
  boundFen: string | null;
}): number | null {
  if (costFen === null || boundFen === null || Number(boundFen) <= 0) return null;
  return Math.ceil((Number(costFen) / Number(boundFen) - 1) * 1_000) / 10;
}
