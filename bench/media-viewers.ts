/** Child of bench/media.ts: opens many viewers and counts what they get. `node media-viewers.ts <port> <paths as JSON>` */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

const [port = '', paths = '[]'] = process.argv.slice(2);
let bytes = 0;
for (const path of JSON.parse(paths) as string[]) {
  const socket = connect(Number(port), '127.0.0.1');
  const key = randomBytes(16).toString('base64');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: bench\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
  );
  socket.on('data', (data) => (bytes += data.byteLength));
}
process.on('message', () => process.send?.(bytes));
