import type { Route } from '../../parts/route-map.tsx';

/** A stop the courier ended; waits on the phone until the server has taken it. */
export interface Ended {
  /** Idempotency key: told twice, taken once. */
  readonly key: string;
  readonly routeId: string;
  readonly stopId: string;
  /** Shown while it waits: 桂花苑 6 栋 1201. */
  readonly name: string;
  readonly outcome: 'done' | 'failed';
  readonly failReason: string;
  readonly doneAt: string;
  /** Not sent before this moment (ms): time to take a slip of the thumb back. */
  readonly sendAtMs: number;
  /** Why the server will never take it; stays until the courier has read it. */
  readonly refusal?: string;
}

/** More stops than a courier ends in a day. */
const keptMost = 300;

export function withEnded(queue: readonly Ended[], ended: Ended): Ended[] {
  return [...queue.filter(({ stopId }) => stopId !== ended.stopId), ended].slice(-keptMost);
}

export function without(queue: readonly Ended[], key: string): Ended[] {
  return queue.filter((ended) => ended.key !== key);
}

/** What is to be sent now, oldest first. */
export function dueOf(queue: readonly Ended[], nowMs: number): Ended[] {
  return queue.filter(({ refusal, sendAtMs }) => refusal === undefined && sendAtMs <= nowMs);
}

/** The route as the courier knows it: what waits on the phone counts as done. */
export function withQueue(route: Route, queue: readonly Ended[]): Route {
  const ended = new Map(queue.filter(({ refusal }) => refusal === undefined).map((one) => [one.stopId, one]));
  const stops = route.stops.map((stop) => {
    const one = ended.get(stop.stopId);
    if (one === undefined || stop.state !== 'pending') return stop;
    return { ...stop, state: one.outcome, doneAt: one.doneAt, failReason: one.failReason };
  });
  const doneCount = stops.filter(({ state }) => state !== 'pending').length;
  const isOver = route.state === 'running' && doneCount === stops.length;
  return { ...route, stops, doneCount, ...(isOver && { state: 'done' as const }) };
}
