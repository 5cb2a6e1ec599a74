import { useSyncExternalStore } from 'react';
import { serverNow } from './server-time.ts';

const tickMs = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = serverNow();

function tick(): void {
  now = serverNow();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    tick();
    timer = setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The first countdown after a while without any must not start from the last tick. */
function snapshot(): number {
  if (timer === undefined && serverNow() - now >= tickMs) now = serverNow();
  return now;
}

/** Server time in ms, renewed each second; all countdowns of a page share one timer. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}
