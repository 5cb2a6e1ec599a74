import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Passes an upgraded connection on to a local server, byte by byte: for sockets that cannot change process. */
export function splice(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): void {
  const side = connect(path);
  side.on('error', () => socket.destroy());
  socket.on('error', () => side.destroy());
  const headers = pairs(request.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  side.write(`${request.method} ${request.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
  side.write(head);
  socket.pipe(side).pipe(socket);
}

/** Answers an upgrade that cannot be taken now. */
export function refuseUpgrade(socket: Duplex): void {
  socket.on('error', () => socket.destroy());
  socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n\r\n');
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  const out: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) out.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  return out;
}
