import { useTopic } from '../../kit/use-topic.ts';
import type { Goods, Progress } from './answers.ts';

interface Pools {
  pools: Progress[];
}
interface ProgressEvent {
  kind: 'progress';
  progress: Progress;
}

function note({ pools }: Pools, { progress }: ProgressEvent): Pools {
  return { pools: [...pools.filter(({ poolId }) => poolId !== progress.poolId), progress] };
}

/** All pools as they move; call it once in a page and hand the answers down. */
export function useLivePools(): (goods: Goods) => Progress | null {
  const { state } = useTopic<Pools, ProgressEvent>('pools', note);
  const byId = new Map(state?.pools.map((progress) => [progress.poolId, progress]));
  return ({ poolId, progress }) => (poolId === null ? null : (byId.get(poolId) ?? progress));
}

function newest(_before: Progress, { progress }: ProgressEvent): Progress {
  return progress;
}

/** One pool as it moves. */
export function useLivePool(poolId: string | null, known: Progress | null): Progress | null {
  const { state } = useTopic<Progress, ProgressEvent>(poolId === null ? undefined : `pool:${poolId}`, newest);
  return state ?? known;
}

/** What one piece costs now: pools of the whole alliance move, shops' own prices stand. */
export function priceNow(goods: Goods, progress: Progress | null): string {
  return progress?.priceFen ?? goods.priceFen;
}
