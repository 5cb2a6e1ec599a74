import type { IncomingMessage, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { MediaEngine } from './port.ts';

type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/**
 * Gives WebSocket upgrades under /media/ to the engine and all others to the server's other listeners, whether they
 * were there before or come later: @fastify/websocket answers 404 to every path it does not know, and an event
 * cannot be stopped on its way.
 */
export function attachMedia(server: Server | SecureServer, media: MediaEngine): void {
  const others = new Set<UpgradeListener>(server.listeners('upgrade') as UpgradeListener[]);
  const route: UpgradeListener = (request, socket, head) => {
    if (request.url?.startsWith('/media/')) return media.accept(request, socket, head);
    if (others.size === 0) socket.destroy();
    for (const listener of others) listener.call(server, request, socket, head);
  };
  server.removeAllListeners('upgrade');
  server.on('upgrade', route);
  server.on('newListener', (event, listener) => {
    if (event !== 'upgrade') return;
    others.add(listener);
    // The event comes before the listener is added.
    queueMicrotask(() => server.removeListener('upgrade', listener));
  });
}
