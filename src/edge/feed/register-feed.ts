import websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import type { Scope } from '../../engines/db/tx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { isSameOrigin } from '../origin.ts';
import { Connection, type ConnectionDeps } from './connection.ts';
import { closeCodes, frameBytes, heartbeatMillis, socketsMax } from './limits.ts';

export interface FeedGatewayDeps extends ConnectionDeps {
  /** Alliance and person of the request, as for every door. */
  resolveCaller(request: FastifyRequest): Promise<Scope>;
}

interface Guest {
  readonly connection: Connection;
  readonly request: FastifyRequest;
  isAlive: boolean;
}

/**
 * What we agree on about compression: no message depends on an earlier one, so a frame compressed once fits everyone, and
 * no connection keeps a window. The library itself compresses nothing: per socket it costs more than all the rest.
 */
const sharedDeflate = {
  serverNoContextTakeover: true,
  clientNoContextTakeover: true,
  threshold: Number.MAX_SAFE_INTEGER,
} as const;

/** The WebSocket at /feed (contract/feed.ts). */
export async function registerFeed(app: FastifyInstance, deps: FeedGatewayDeps): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: frameBytes, perMessageDeflate: sharedDeflate, clientTracking: false },
    preClose: (done) => {
      for (const { connection } of guests.values()) connection.close(closeCodes.goingAway, 'server stops');
      done();
    },
  });
  const guests = new Map<WebSocket, Guest>();
  const scopes = new WeakMap<FastifyRequest, Scope>();
  const heart = setInterval(() => {
    for (const [socket, guest] of guests) void beat(socket, guest, deps);
  }, heartbeatMillis);
  heart.unref();
  app.addHook('onClose', async () => clearInterval(heart));

  async function admit(request: FastifyRequest): Promise<void> {
    // A browser sends our cookie whoever wrote the page, so the page of another site must not get in.
    if (!isSameOrigin(request)) throw new Refusal('bad-origin');
    if (guests.size >= socketsMax) throw new Refusal('busy');
    scopes.set(request, await deps.resolveCaller(request));
    // Who wants a smaller window than the bytes that everyone shares gets them uncompressed.
    const { headers } = request.raw;
    if (headers['sec-websocket-extensions']?.includes('server_max_window_bits'))
      delete headers['sec-websocket-extensions'];
  }
  app.get(
    '/feed',
    { websocket: true, preValidation: admit },
    (socket: WebSocket, request: FastifyRequest) => {
      const connection = new Connection(socket, request.raw.socket, scopes.get(request)!, deps);
      const guest: Guest = { connection, request, isAlive: true };
      guests.set(socket, guest);
      socket.on('pong', () => (guest.isAlive = true));
      socket.on('close', () => guests.delete(socket));
    },
  );
}

/** Ends connections whose other end has vanished or whose session has ended since. */
async function beat(socket: WebSocket, guest: Guest, deps: FeedGatewayDeps): Promise<void> {
  if (!guest.isAlive) return socket.terminate();
  guest.isAlive = false;
  socket.ping();
  try {
    const { actor } = await deps.resolveCaller(guest.request);
    if (actor?.memberId !== guest.connection.scope.actor?.memberId)
      guest.connection.close(closeCodes.signedOut, 'signed out');
  } catch (error) {
    deps.onError(error);
  }
}
