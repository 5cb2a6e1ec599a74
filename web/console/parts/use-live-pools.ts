import type { WireOutput } from '../../../contract/endpoint.ts';
import type { supply } from '../../../contract/supply.ts';
import { useTopic } from '../../kit/use-topic.ts';
import type { PoolRow, Progress } from './ladder.ts';

type ByShop = PoolRow['byShop'];
interface LivePools {
  pools: Progress[];
  byShop?: Record<string, ByShop>;
}
interface PoolMoved {
  kind: string;
  progress: Progress;
  byShop?: ByShop;
}
export type PoolDetail = WireOutput<typeof supply.getPool>;

function reduce(state: LivePools, event: PoolMoved): LivePools {
  const { progress, byShop } = event;
  const others = state.pools.filter(({ poolId }) => poolId !== progress.poolId);
  return {
    pools: [...others, progress],
    byShop: { ...state.byShop, ...(byShop && { [progress.poolId]: byShop }) },
  };
}

/** Rows of pools with what the feed has told since they were read. */
export function useLivePools<Row extends PoolRow>(rows: readonly Row[] | undefined): Row[] | undefined {
  const { state } = useTopic<LivePools, PoolMoved>('pools', reduce);
  return rows?.map((row) => {
    const progress = state?.pools.find(({ poolId }) => poolId === row.poolId);
    if (progress === undefined || progress.serverNow <= row.progress.serverNow) return row;
    return {
      ...row,
      progress,
      state: progress.state,
      cutOffAt: progress.cutOffAt,
      byShop: state?.byShop?.[row.poolId] ?? row.byShop,
    };
  });
}

function newest(_state: Progress, event: PoolMoved): Progress {
  return event.progress;
}

/** The progress of one pool as the feed tells it, `read` until then. */
export function usePoolProgress(read: Progress): Progress {
  const { state } = useTopic<Progress, PoolMoved>(`pool:${read.poolId}`, newest);
  return state ?? read;
}
