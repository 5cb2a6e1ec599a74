import { isoDay } from '../../../kit/format/time.ts';

const dayMs = 86_400_000;

function dayAfter(day: string): string {
  return isoDay(new Date(`${day}T00:00:00+08:00`).getTime() + dayMs);
}

/**
 * The period that is to be closed next: from the day after the last closed one (the first of this month when none is)
 * up to yesterday; the running day alone when yesterday is closed already.
 */
export function nextPeriod(closedUntil: string | undefined, now: number): { fromDay: string; toDay: string } {
  const yesterday = isoDay(now - dayMs);
  const fromDay = closedUntil === undefined ? `${yesterday.slice(0, 8)}01` : dayAfter(closedUntil);
  return { fromDay, toDay: fromDay > yesterday ? fromDay : yesterday };
}
