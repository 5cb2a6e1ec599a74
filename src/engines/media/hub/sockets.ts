import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { MediaAction, MediaGrant, TokenRefusal } from '../port.ts';
import type { Hub } from './hub.ts';
import type { RefusalNote } from './ipc.ts';
import { ingestBytesPerSecond, ingestMessageBytes, ingestSilenceMillis, pingMillis } from './limits.ts';
import type { Stream } from './stream.ts';
import type { Link } from './viewer.ts';
import { closeCode, readFrame, readMessage } from './wire.ts';

export interface SocketDoorOptions {
  readonly hub: Hub;
  readonly authorize: (action: MediaAction, token: string) => MediaGrant | TokenRefusal;
  readonly nowMillis: () => number;
  readonly refused: (note: Omit<RefusalNote, 'times'>) => void;
}

export interface SocketDoor {
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Finds dead sockets; call it every second. */
  sweep(): void;
  close(): void;
}

interface Peer {
  readonly socket: WebSocket;
  readonly address: string;
  readonly action: MediaAction;
  heardAtMillis: number;
  pingedAtMillis: number;
  /** Bytes of the running second, for publishers. */
  spentBytes: number;
}

const paths: Readonly<Record<string, MediaAction>> = { '/media/ingest': 'publish', '/media/play': 'play' };

/**
 * Speaks WebSocket with publishers and viewers. A refused token still gets its handshake and then a close code:
 * browsers hide the HTTP status of a failed upgrade, and a player must know "refused" from "no network".
 */
export function openSocketDoor(options: SocketDoorOptions): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: ingestMessageBytes,
    clientTracking: false,
  });
  const peers = new Set<Peer>();

  function accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const [path, token] = (request.url ?? '').split('?', 2);
    const action = paths[path ?? ''];
    if (action === undefined) return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    server.handleUpgrade(request, socket, head, (webSocket) =>
      welcome(webSocket, action, token ?? '', (socket as Socket).remoteAddress ?? ''),
    );
  }

  function welcome(socket: WebSocket, action: MediaAction, token: string, address: string): void {
    socket.on('error', () => socket.terminate());
    const grant = options.authorize(action, token);
    const door = action === 'publish' ? 'ingest' : 'play';
    if (typeof grant === 'string') {
      options.refused({ door, address, reason: grant });
      return socket.close(closeCode.refused, grant);
    }
    const nowMillis = options.nowMillis();
    const peer: Peer = {
      socket,
      address,
      action,
      heardAtMillis: nowMillis,
      pingedAtMillis: nowMillis,
      spentBytes: 0,
    };
    const leave =
      action === 'publish' ? seatPublisher(peer, grant) : options.hub.play(grant, linkTo(socket), nowMillis);
    if (leave === null) return socket.close(closeCode.full, 'full');
    peers.add(peer);
    socket.on('pong', () => (peer.heardAtMillis = options.nowMillis()));
    socket.on('close', () => {
      peers.delete(peer);
      leave();
    });
  }

  function seatPublisher(peer: Peer, grant: MediaGrant): (() => void) | null {
    const link = linkTo(peer.socket);
    const stream = options.hub.publish(grant, link);
    if (stream === null) return null;
    peer.socket.on('message', (data, isBinary) =>
      hear(options, peer, { link, stream }, data as Buffer, isBinary),
    );
    return () => stream.lose(link, options.nowMillis());
  }

  const sweep = (): void => peers.forEach((peer) => check(peer, options.nowMillis()));
  return { accept, sweep, close: () => peers.forEach(({ socket }) => socket.close(1001, 'going away')) };
}

interface Publishing {
  readonly link: Link;
  readonly stream: Stream;
}

function hear(
  options: SocketDoorOptions,
  peer: Peer,
  { link, stream }: Publishing,
  bytes: Buffer,
  isBinary: boolean,
): void {
  const nowMillis = options.nowMillis();
  peer.heardAtMillis = nowMillis;
  peer.spentBytes += bytes.byteLength;
  options.hub.received(bytes.byteLength);
  // What was on its way when the door was shown is not worth another word.
  if (peer.socket.readyState !== peer.socket.OPEN) return;
  const fault =
    peer.spentBytes > ingestBytesPerSecond
      ? ([closeCode.tooMuch, 'too much'] as const)
      : tell(stream, link, bytes, isBinary, nowMillis)
        ? null
        : ([closeCode.malformed, 'malformed'] as const);
  if (fault === null) return;
  const [code, reason] = fault;
  options.refused({ door: 'ingest', address: peer.address, reason });
  link.close(code, reason);
}

function check(peer: Peer, nowMillis: number): void {
  peer.spentBytes = 0;
  const silentMillis = nowMillis - peer.heardAtMillis;
  if (silentMillis > (peer.action === 'publish' ? ingestSilenceMillis : 2 * pingMillis))
    peer.socket.terminate();
  else if (peer.action === 'play' && nowMillis - peer.pingedAtMillis > pingMillis) {
    peer.pingedAtMillis = nowMillis;
    peer.socket.ping();
  }
}

/** Returns false when the message is not one of the wire format or out of order. */
function tell(stream: Stream, link: Link, bytes: Buffer, isBinary: boolean, nowMillis: number): boolean {
  if (isBinary) {
    const frame = readFrame(bytes);
    return frame !== null && stream.take(link, frame, nowMillis);
  }
  const message = readMessage(bytes.toString('utf8'));
  return message !== null && stream.hear(link, message, nowMillis);
}

function linkTo(socket: WebSocket): Link {
  return {
    send: (data) => {
      if (socket.readyState === socket.OPEN) socket.send(data);
    },
    close: (code, reason) => socket.close(code, reason),
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
  };
}
