export type PoolState = 'scheduled' | 'open' | 'formed' | 'closed' | 'received' | 'failed';

interface Opening {
  readonly state: PoolState;
  readonly opensAt: Date;
}

/** A scheduled pool is open from its instant on, whether or not the clockwork has written so yet. */
export function stateAt({ state, opensAt }: Opening, now: Date): PoolState {
  return state === 'scheduled' && opensAt <= now ? 'open' : state;
}

/** Commitments may still be taken, paid and cancelled. */
export function isRunning(state: PoolState): boolean {
  return state === 'open' || state === 'formed';
}

/** As the refusal sentence says it: 集单现在是… */
export const poolStateText: Readonly<Record<PoolState, string>> = {
  scheduled: '未开单',
  open: '在集',
  formed: '已成团',
  closed: '已截单',
  received: '已收货',
  failed: '未成团',
};
