import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { MediaEngine } from './port.ts';

/**
 * Gives requests and WebSocket upgrades under /media/ to the engine and all others to the server's other listeners,
 * whether they were there before or come later: @fastify/websocket answers 404 to every path it does not know, and
 * an event cannot be stopped on its way.
 */
export function attachMedia(server: Server | SecureServer, media: MediaEngine): void {
  divert<[IncomingMessage, Duplex, Buffer]>(server, 'upgrade', {
    take: (request, socket, head) => isMedia(request) && (media.accept(request, socket, head), true),
    orphan: (_, socket) => socket.destroy(),
  });
  divert<[IncomingMessage, ServerResponse]>(server, 'request', {
    take: (request, response) => isMedia(request) && (media.answer(request, response), true),
    orphan: (_, response) => response.writeHead(404).end(),
  });
}

function isMedia(request: IncomingMessage): boolean {
  return request.url?.startsWith('/media/') ?? false;
}

interface Switch<T extends unknown[]> {
  /** True when it took the event. */
  take(...args: T): boolean;
  /** What nobody else listens for. */
  orphan(...args: T): void;
}

function divert<T extends unknown[]>(
  server: Server | SecureServer,
  name: 'upgrade' | 'request',
  { take, orphan }: Switch<T>,
): void {
  type Listener = (...args: T) => void;
  const others = new Set<Listener>(server.listeners(name) as Listener[]);
  server.removeAllListeners(name);
  server.on(name, (...args: unknown[]) => {
    if (take(...(args as T))) return;
    if (others.size === 0) orphan(...(args as T));
    for (const listener of others) listener.apply(server, args as T);
  });
  server.on('newListener', (event, listener) => {
    if (event !== name) return;
    others.add(listener);
    // The event comes before the listener is added.
    queueMicrotask(() => server.removeListener(name, listener));
  });
}
