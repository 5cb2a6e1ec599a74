import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { mountWeb } from './web.ts';

const folder = mkdtempSync(join(tmpdir(), 'lianbo-web-'));
mkdirSync(join(folder, 'console'));
writeFileSync(join(folder, 'console', 'index.html'), '<meta name="tile-url" content="__TILE_URL__" />');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function open(tiles: string | undefined) {
  const app = fastify();
  const { tileUrl } = readConfig([], { ...(tiles !== undefined && { LIANBO_TILES: tiles }) });
  await mountWeb(app, folder, { media: null, tiles: tileUrl });
  const { headers, body } = await app.inject({ url: '/console/waves' });
  await app.close();
  const pictures = String(headers['content-security-policy']).match(/img-src [^;]*/)![0];
  return { body, pictures };
}

test('without tiles a page shows pictures of its own alone', async () => {
  const { body, pictures } = await open(undefined);
  expect(pictures).toBe("img-src 'self' data: blob:");
  expect(body).toBe('<meta name="tile-url" content="" />');
});

test.each([
  ['https://maps.example.com/{z}/{x}/{y}.png?a=1&b="2"', 'https://maps.example.com'],
  ['https://{s}.maps.example.com:8443/{z}/{x}/{y}.png', 'https://*.maps.example.com:8443'],
])('tiles at %s may be shown from %s', async (tiles, origin) => {
  const { body, pictures } = await open(tiles);
  expect(pictures).toBe(`img-src 'self' data: blob: ${origin}`);
  expect(body).toContain(`content="${tiles.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`);
});

test.each(['https://maps.example.com/tiles', 'javascript:{z}{x}{y}', '{z}/{x}/{y}'])(
  '%s are no tiles',
  (tiles) => {
    expect(() => readConfig([], { LIANBO_TILES: tiles })).toThrow('LIANBO_TILES');
  },
);
