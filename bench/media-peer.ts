/** Child of bench/media.ts: node-media-server, for comparison. `node media-peer.ts <RTMP port> <HTTP port> <data folder>` */
import NodeMediaServer from 'node-media-server';

const [rtmpPort, httpPort, folder = ''] = process.argv.slice(2);
const server = new NodeMediaServer({
  bind: '127.0.0.1',
  rtmp: { port: Number(rtmpPort) },
  http: { port: Number(httpPort) },
  store: { path: folder },
  record: { auto: false, path: folder },
  auth: { play: false, publish: false, secret: '' },
  notify: { url: '' },
});
await server.run();
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMillis: (user + system) / 1_000, memoryBytes: process.memoryUsage.rss() });
});
process.send?.('ready');
