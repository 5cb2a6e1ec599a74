const openedMs = Date.now();

/** A moment relative to the opening of the gallery. */
export function inHours(hours: number): number {
  return openedMs + hours * 3_600_000;
}
