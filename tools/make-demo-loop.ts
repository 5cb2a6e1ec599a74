/** Draws the demo picture in a browser and writes src/engines/media/demo/demo-loop.mp4: `node tools/make-demo-loop.ts` */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { bundlePage } from './bundle-page.ts';
import { findChromium } from './chromium.ts';

const mostBytes = 600_000;
const pictures = new URL('../node_modules/@lobehub/fluent-emoji-3d/assets/', import.meta.url);
const target = new URL('../src/engines/media/demo/demo-loop.mp4', import.meta.url);

async function main(): Promise<void> {
  const found = await findChromium();
  if (found === null) throw new Error('no Chromium on this machine');
  const page = await bundlePage(new URL('../web/kit/media/lab/demo-loop.ts', import.meta.url));
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const picture = /^\/pictures\/([\da-f-]+\.webp)$/.exec(path)?.[1];
    if (picture !== undefined) return response.end(await readFile(new URL(picture, pictures)));
    const file = page.get(path.slice(1));
    if (file === undefined) return response.writeHead(404).end();
    response.setHeader('content-type', file.type).end(file.body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, '--headless', '--disable-gpu'],
  });
  try {
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const text = await tab.evaluate<string>('makeDemoLoop()');
    const bytes = Buffer.from(text, 'base64');
    if (bytes.byteLength > mostBytes)
      throw new Error(`${bytes.byteLength} bytes: the demo loop may have ${mostBytes}`);
    await writeFile(target, bytes);
    console.log(`${target.pathname}: ${bytes.byteLength} bytes`);
  } finally {
    await browser.close();
    server.close();
  }
}

await main();
