import { Refusal } from '../../../kernel/refusal.ts';

type SessionState = 'scheduled' | 'live' | 'ended' | 'cancelled';

const words: Readonly<Record<SessionState, string>> = {
  scheduled: '预告中',
  live: '直播中',
  ended: '已结束',
  cancelled: '已取消',
};

/** Refuses `session-state` unless the session is in one of the states. */
export function needState(state: SessionState, ...allowed: readonly SessionState[]): void {
  if (!allowed.includes(state)) throw new Refusal('session-state', { state: words[state] });
}
