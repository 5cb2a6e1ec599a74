/** What past sessions say: how many came at most, by the hour they began. */
export interface HourAudience {
  /** 0–23 in Asia/Shanghai. */
  readonly hour: number;
  readonly sessions: number;
  /** Mean number of people who came. */
  readonly viewers: number;
}

/** With fewer sessions an hour says little. */
const sessionsLeast = 2;
/** Counted when there is no past at all: one slot is worth as much as another. */
export const assumedViewers = 20;

/** Viewers a slot can expect, at least 1, and what that rests on: sessions of its hour and the two beside it, all, or none. */
export function expectedAudience(
  hour: number,
  history: readonly HourAudience[],
): { readonly viewers: number; readonly from: 'hour' | 'all' | 'assumed' } {
  const near = history.filter((past) => Math.abs(past.hour - hour) <= 1);
  const pick = countOf(near) >= sessionsLeast ? near : history;
  if (countOf(pick) === 0) return { viewers: assumedViewers, from: 'assumed' };
  const sum = pick.reduce((total, { sessions, viewers }) => total + sessions * viewers, 0);
  const viewers = Math.max(1, Math.round(sum / countOf(pick)));
  return { viewers, from: pick === near ? 'hour' : 'all' };
}

function countOf(history: readonly HourAudience[]): number {
  return history.reduce((count, { sessions }) => count + sessions, 0);
}
