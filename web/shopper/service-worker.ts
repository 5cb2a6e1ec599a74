/**
 * Shows what is pushed, and orders and pickup codes without a network: what was read last is kept and handed out when the server does not answer.
 * Nothing else is kept but the client itself; signing out forgets it all (platform/offline.ts).
 */
interface FetchEvent extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void>; openWindow(path: string): Promise<unknown> };
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'push', listener: (event: PushEventLike) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
  readonly registration: { showNotification(title: string, options: object): Promise<void> };
}
interface PushEventLike extends LifeEvent {
  readonly data: { json(): { kind: string; text: string } } | null;
}
interface ClickEvent extends LifeEvent {
  readonly notification: { close(): void; readonly data: { path: string } };
}

const worker = self as unknown as WorkerScope;
const pageStore = 'lianbo-pages';
const readStore = 'lianbo-reads';
/** Old builds' assets and orders long gone: the oldest entries make room. */
const entriesMax: Readonly<Record<string, number>> = { [pageStore]: 120, [readStore]: 60 };

/** What somebody at the pickup point needs. */
const keptReads = /^\/api\/(me$|me\/orders|alliance$|shops)/;
/** Other clients and pages of this origin. */
const notOurs = /^\/(console|studio|api|dev|docs|media|feed)(\/|$)/;

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(storedFirst(request));
  else if (keptReads.test(pathname)) event.respondWith(freshFirst(request, readStore, request.url));
  else if (request.mode === 'navigate' && !notOurs.test(pathname))
    event.respondWith(freshFirst(request, pageStore, '/'));
});

/** Where a notice leads when it is pressed. */
const pathOf: Readonly<Record<string, string>> = { 'session-started': '/live', 'session-cancelled': '/live' };

worker.addEventListener('push', (event) => {
  const notice = event.data?.json();
  if (!notice) return;
  const { kind, text } = notice;
  const options = { body: text, tag: kind, data: { path: pathOf[kind] ?? '/orders' } };
  event.waitUntil(worker.registration.showNotification('联播', options));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(worker.clients.openWindow(event.notification.data.path));
});

/** Assets carry a hash in their name: one that is here is the right one. */
async function storedFirst(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? keep(await fetch(request), pageStore, request.url);
}

/** Every page of the client is the same file, so one key serves them all. */
async function freshFirst(request: Request, store: string, key: string): Promise<Response> {
  try {
    return await keep(await fetch(request), store, key);
  } catch (error) {
    const stored = await caches.match(key);
    if (stored) return stored;
    throw error;
  }
}

async function keep(response: Response, store: string, key: string): Promise<Response> {
  if (!response.ok) return response;
  const cache = await caches.open(store);
  await cache.put(key, response.clone());
  const keys = await cache.keys();
  const most = entriesMax[store] ?? 0;
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((old) => cache.delete(old)));
  return response;
}
