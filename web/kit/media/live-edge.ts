/** How far behind the newest picture a viewer plays when nothing goes wrong. */
export const calmTargetSeconds = 0.15;
const longestTargetSeconds = 1.5;
/** Beyond this, catching up by speed would take too long: jump. */
const jumpSeconds = 3;

export interface EdgeStep {
  /** Seek so that this much remains ahead; absent: stay. */
  readonly seekToAheadSeconds?: number;
  readonly playbackRate: number;
}

/** What a live player does next, from how much it still has to play. Speeds up to 8 % are not heard as such. */
export function chaseEdge(aheadSeconds: number, targetSeconds: number): EdgeStep {
  if (aheadSeconds > jumpSeconds) return { seekToAheadSeconds: targetSeconds, playbackRate: 1 };
  const lateSeconds = aheadSeconds - targetSeconds;
  if (lateSeconds > 0.25) return { playbackRate: 1.08 };
  if (lateSeconds > 0.06) return { playbackRate: 1.04 };
  return { playbackRate: lateSeconds < -0.1 ? 0.96 : 1 };
}

/** After running dry: keep more in hand, up to a bound. */
export function targetAfterStall(targetSeconds: number): number {
  return Math.min(longestTargetSeconds, targetSeconds + 0.15);
}

/** After a quiet while: come closer to the edge again. */
export function targetAfterCalm(targetSeconds: number): number {
  return Math.max(calmTargetSeconds, targetSeconds - 0.05);
}
