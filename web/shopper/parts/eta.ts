import type { Parcel } from './answers.ts';

const minuteMs = 60_000;

/**
 * Minutes until the parcel comes, or null when nothing useful is known: a time that has passed while other stops still
 * come first means that the courier is late, and "any moment" would be untrue.
 */
export function minutesLeft(
  { etaAt, stopsBefore }: Pick<Parcel, 'etaAt' | 'stopsBefore'>,
  nowMs: number,
): number | null {
  if (etaAt === null) return null;
  const minutes = Math.ceil((new Date(etaAt).getTime() - nowMs) / minuteMs);
  if (minutes >= 1) return minutes;
  return (stopsBefore ?? 0) > 0 ? null : 0;
}
