import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { api } from '../../../kit/client/browser.ts';
import { ApiProblem } from '../../../kit/client/client.ts';
import { serverNow } from '../../../kit/server-time.ts';
import type { Route } from '../../parts/route-map.tsx';
import { type Ended, dueOf, withEnded, without, withQueue } from './outbox.ts';

const storageKey = 'lianbo.courier.outbox';
/** Time to take a slip of the thumb back. */
const secondThoughtMs = 6_000;
const tryEveryMs = 10_000;

const listeners = new Set<() => void>();
let queue: readonly Ended[] = JSON.parse(localStorage.getItem(storageKey) ?? '[]') as Ended[];

function keep(next: readonly Ended[]): void {
  queue = next;
  localStorage.setItem(storageKey, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let isSending = false;

async function flush(client: QueryClient): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    for (const ended of dueOf(queue, Date.now())) {
      if (!(await send(ended, client))) break;
      await client.invalidateQueries({ queryKey: ['fulfilment'] });
    }
  } finally {
    isSending = false;
  }
}

/**
 * Stops ended on this phone, sent when there is a network: same key, the moment it really happened. Survives a reload;
 * what the server refuses stays until it was read.
 */
export function useOutbox() {
  const client = useQueryClient();
  const waiting = useSyncExternalStore(subscribe, () => queue);
  useEffect(() => {
    if (waiting.length === 0) return undefined;
    const soonMs = Math.max(0, Math.min(...waiting.map(({ sendAtMs }) => sendAtMs)) - Date.now());
    const first = setTimeout(() => void flush(client), soonMs);
    const again = setInterval(() => void flush(client), tryEveryMs);
    const now = () => void flush(client);
    addEventListener('online', now);
    return () => {
      clearTimeout(first);
      clearInterval(again);
      removeEventListener('online', now);
    };
  }, [waiting, client]);
  return {
    waiting,
    /** Returns the key to take it back with, until it was sent. */
    end(stop: Pick<Ended, 'routeId' | 'stopId' | 'name' | 'outcome' | 'failReason'>): string {
      const key = crypto.randomUUID();
      const doneAt = new Date(serverNow()).toISOString();
      keep(withEnded(queue, { ...stop, key, doneAt, sendAtMs: Date.now() + secondThoughtMs }));
      return key;
    },
    takeBack: (key: string) => keep(without(queue, key)),
  };
}

/** False when the network did not answer: the rest can wait as well. */
async function send(ended: Ended, client: QueryClient): Promise<boolean> {
  const { routeId, stopId, outcome, failReason, doneAt, key } = ended;
  try {
    await api.fulfilment.completeStop({ stopId, outcome, failReason, doneAt }, { idempotencyKey: key });
    // What was taken is remembered here: the read that renews the route may find no network.
    client.setQueryData<Route>(
      ['fulfilment', 'getRoute', { routeId }],
      (route) => route && withQueue(route, [ended]),
    );
    keep(without(queue, key));
    return true;
  } catch (thrown) {
    if (!(thrown instanceof ApiProblem)) throw thrown;
    const isFinal =
      thrown.status >= 400 && thrown.status < 500 && thrown.status !== 401 && thrown.status !== 429;
    if (isFinal) keep(queue.map((one) => (one.key === key ? { ...one, refusal: thrown.message } : one)));
    return isFinal;
  }
}
