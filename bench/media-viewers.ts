/**
 * Child of bench/media.ts: opens many viewers and counts the bytes they get.
 * `node media-viewers.ts <port> <format> <paths as JSON>`, format: message, flv or hls (a folder with live.m3u8).
 */
import { randomBytes } from 'node:crypto';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const [port = '', format = '', paths = '[]'] = process.argv.slice(2);
const retryMillis = 200;
let bytes = 0;

function openRaw(path: string, headers: string): void {
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\n${headers}\r\n`);
  socket.on('data', (data) => (bytes += data.byteLength));
}

/** Follows a playlist as a low-latency player does: waits for the next part, fetches it, and so on. */
async function followHls(folder: string): Promise<never> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 });
  let query = '';
  for (;;) {
    const list = await fetchText(`${folder}/live.m3u8${query}`, agent);
    const [, segment, part] = /PRELOAD-HINT:TYPE=PART,URI="(\d+)\.(\d+)\.m4s"/.exec(list) ?? [];
    if (segment === undefined) await wait(retryMillis);
    else {
      query = `?_HLS_msn=${segment}&_HLS_part=${part}`;
      await fetchText(`${folder}/${segment}.${part}.m4s`, agent);
    }
  }
}

function fetchText(path: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port: Number(port), path, agent }, (answer) => {
      const isText = path.includes('.m3u8');
      let body = '';
      answer.on('data', (data: Buffer) => {
        bytes += data.byteLength;
        if (isText) body += data.toString('latin1');
      });
      answer.on('end', () => resolve(body));
    });
    request.on('error', () => resolve(''));
  });
}

for (const path of JSON.parse(paths) as string[]) {
  if (format === 'hls') void followHls(path);
  else if (format === 'flv') openRaw(path, '');
  else {
    const key = randomBytes(16).toString('base64');
    openRaw(
      path,
      `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n`,
    );
  }
}
process.on('message', () => process.send?.(bytes));
