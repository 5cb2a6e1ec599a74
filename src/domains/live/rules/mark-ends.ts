/** An item's showing in a replay. */
export interface Shown {
  readonly startMillis: number;
  /** How long it was pinned by the wall clock; null while that is not known. */
  readonly shownMillis: number | null;
}

/** So that a slip of the finger still is something to look at. */
const shortestMillis = 1_000;

/**
 * Where each showing ends in the replay: when it was taken down, when the next one came, or with the replay, whichever
 * is first. The replay has no holes, so it may end a little sooner than the clock says.
 */
export function markEnds(marks: readonly Shown[], durationMillis: number): number[] {
  return marks.map(({ startMillis, shownMillis }, i) => {
    const next = marks[i + 1]?.startMillis ?? durationMillis;
    const end = Math.min(next, durationMillis, startMillis + (shownMillis ?? Infinity));
    return Math.max(end, startMillis + shortestMillis);
  });
}
