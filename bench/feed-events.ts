import type { FeedEvent } from '../src/engines/feed/port.ts';

/** What a lively evening says per second to one room. */
export const rates = { chat: 30, progress: 100, pinned: 1 } as const;
/** Pools that fill at the same time. */
const pools = 20;
const idOf = (n: number) => `0190a5f0-1c2d-7abc-8def-${String(n).padStart(12, '0')}`;

/** One thing that is said: whom it supersedes within a tick, and the event with the instant it was said, in ms. */
export interface Said {
  readonly topic: 'room' | 'pools';
  /** Absent: everyone must hear it. */
  readonly key?: string;
  readonly event: FeedEvent;
}

/** Number `n` of the evening, in the size and shape of contract/feed.ts. */
export function sayNumber(n: number, atMillis: number): Said {
  const cycle = rates.chat + rates.progress + rates.pinned;
  const at = n % cycle;
  if (at === 0)
    return {
      topic: 'room',
      key: 'pinned',
      event: { kind: 'pinned', sessionItemId: idOf(n), atMillis },
    };
  // 30 and 100 in a second stand about as 3 and 10.
  return at % 13 < 3 && at <= cycle - 2 ? chat(n, atMillis) : progress(n, atMillis);
}

function chat(n: number, atMillis: number): Said {
  const message = {
    ...{ messageId: idOf(n), sessionId: idOf(1), shopId: idOf(2), memberId: idOf(n % 997) },
    ...{ name: '桂花里的街坊', text: '这个荔枝甜不甜，今天晚上能送到吗？', isHost: false, state: 'shown' },
    saidAt: '2026-06-01T12:00:00.000Z',
  };
  return { topic: 'room', event: { kind: 'chat', message, atMillis } };
}

function progress(n: number, atMillis: number): Said {
  const poolId = idOf(n % pools);
  const figures = {
    ...{ poolId, state: 'open', paidQuantity: n, heldQuantity: n % 40, thresholdQuantity: 60, tierIndex: 1 },
    ...{ priceFen: '2380', nextPriceFen: '2180', toNextQuantity: 12, people: n % 500 },
    ...{ cutOffAt: '2026-06-01T14:00:00.000Z', serverNow: '2026-06-01T12:00:00.000Z' },
  };
  return { topic: 'pools', key: poolId, event: { kind: 'progress', progress: figures, atMillis } };
}

/** Milliseconds of one clock for all processes of this machine. */
export function nowMillis(): number {
  return performance.timeOrigin + performance.now();
}
