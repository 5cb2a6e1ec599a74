import { createServer, type Server, type Socket } from 'node:net';
import {
  ingestBytesPerSecond,
  ingestSilenceMillis,
  pingMillis,
  publishersPerHub,
  rtmpIdleMillis,
  viewersPerHub,
} from '../hub/limits.ts';
import type { Link } from '../hub/viewer.ts';
import { closeCode } from '../hub/wire.ts';
import { type RtmpDoor, RtmpSession } from './session.ts';

export interface RtmpListener {
  /** The port it listens on. */
  readonly port: number;
  /** Finds silent and greedy peers; call it every second. */
  sweep(): void;
  close(): void;
}

export interface RtmpListenOptions extends Omit<RtmpDoor, 'refused'> {
  readonly port: number;
  readonly host: string;
  /** Once per connection that was turned away. */
  readonly refused: (address: string, reason: string) => void;
}

interface Peer {
  readonly socket: Socket;
  readonly session: RtmpSession;
  heardAtMillis: number;
  /** Bytes of the running second. */
  spentBytes: number;
}

/** Takes RTMP connections. Rejects when the port is taken. */
export async function listenRtmp(options: RtmpListenOptions): Promise<RtmpListener> {
  const peers = new Set<Peer>();
  const server = createServer((socket) => welcome(socket));
  server.maxConnections = publishersPerHub + viewersPerHub;

  function welcome(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const refused = (reason: string): void => options.refused(address, reason);
    const { hub, authorize, nowMillis } = options;
    const session = new RtmpSession({ hub, authorize, nowMillis, refused }, linkTo(socket));
    const peer: Peer = { socket, session, heardAtMillis: nowMillis(), spentBytes: 0 };
    peers.add(peer);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, pingMillis);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      peers.delete(peer);
      session.leave();
    });
    socket.on('data', (bytes) => {
      peer.heardAtMillis = nowMillis();
      peer.spentBytes += bytes.length;
      if (session.role === 'publisher') hub.received(bytes.length);
      if (peer.spentBytes <= ingestBytesPerSecond) return session.take(bytes);
      if (!socket.destroyed) refused('超过每秒上限 / more than the limit per second');
      socket.destroy();
    });
  }

  function sweep(): void {
    const nowMillis = options.nowMillis();
    for (const peer of peers) {
      peer.spentBytes = 0;
      const { role } = peer.session;
      // Players say nothing for hours; what they take is watched by the stream.
      const patience = role === 'publisher' ? ingestSilenceMillis : rtmpIdleMillis;
      if (role !== 'player' && nowMillis - peer.heardAtMillis > patience) peer.socket.destroy();
    }
  }

  await listening(server, options.port, options.host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    sweep,
    close() {
      server.close();
      for (const { socket } of peers) socket.destroy();
    },
  };
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that cannot be taken is not a reason to end the process.
      server.on('error', () => undefined);
      resolve();
    });
  });
}

function linkTo(socket: Socket): Link {
  return {
    send: (data) => {
      // Texts are the hub's word to browsers; RTMP has no place for them.
      if (typeof data !== 'string' && !socket.destroyed) socket.write(data);
    },
    close(code) {
      if (code === closeCode.stalled) return void socket.destroy();
      // What was written before still goes out, for it says why, but not to a peer that reads nothing.
      socket.destroySoon();
      socket.setTimeout(rtmpIdleMillis, () => socket.destroy());
    },
    get bufferedBytes() {
      return socket.writableLength;
    },
  };
}
