import { useSyncExternalStore } from 'react';

/** Keeps orders and pickup codes readable without a network; only where a worker can run, and never while developing. */
export function keepForOffline(): void {
  if (import.meta.env.PROD && 'serviceWorker' in navigator && isSecureContext)
    void navigator.serviceWorker.register('/service-worker.js');
}

/** What was kept belongs to the person who read it. */
export async function forgetKept(): Promise<void> {
  if ('caches' in globalThis) await caches.delete('lianbo-reads');
}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

export function useIsOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}
