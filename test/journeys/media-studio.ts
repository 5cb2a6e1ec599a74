import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readRange } from '../../src/edge/range.ts';
import { attachMedia } from '../../src/engines/media/attach.ts';
import { startEmbeddedMedia } from '../../src/engines/media/embedded.ts';
import type { MediaEngine, MediaEvent } from '../../src/engines/media/port.ts';
import { type BundledPage, bundlePage } from '../../tools/bundle-page.ts';
import { findChromium } from '../../tools/chromium.ts';

const browserArgs = [
  '--headless',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

const patienceMillis = 30_000;

/** As strict as the product's own: the AAC encoder is WebAssembly in a worker made from a blob. */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self' ws: wss:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
].join('; ');

/** A picture as a viewer saw it: its number, when it was drawn and when it was seen, in milliseconds. */
export interface Sighting {
  readonly picture: number;
  readonly drawnMs: number;
  readonly seenMs: number;
  readonly widthPixel: number;
  readonly heightPixel: number;
}

/** One host, any number of viewers, a real browser and the real hub behind one server. */
export interface Studio {
  readonly media: MediaEngine;
  readonly events: readonly MediaEvent[];
  host(streamId: string, options?: { hasSound?: boolean }): Promise<Host>;
  /** `ways`: how the picture may come; as the browser can when left out. */
  viewer(path: string, ways?: readonly string[]): Promise<Viewer>;
  /** The React parts on a page: a host's for an ingest path, a viewer's for a play path. */
  stage(path: string): Promise<Page>;
  /** Ends the recording of a stream and plays the movie made of it in a page, from the given second on. */
  replay(streamId: string, atSeconds: number): Promise<Replay>;
  /** Sends hosts and viewers home. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface Replay {
  readonly durationSeconds: number;
  sightings(): Promise<Sighting[]>;
  hasSeen(count: number): Promise<void>;
}

export interface Host {
  readonly page: Page;
  snapshot(): Promise<HostSnapshot>;
  reconnect(): Promise<void>;
  turn(): Promise<void>;
  stop(): Promise<void>;
}

export interface HostSnapshot {
  readonly state: string;
  readonly quality: { readonly level: string; readonly viewers: number; readonly lagSeconds?: number };
}

export interface Viewer {
  readonly page: Page;
  /** From the first word with the server to the first picture, in milliseconds; null when refused. */
  readonly firstPictureMs: number | null;
  /** What the player said it was, in order. */
  states(): Promise<string[]>;
  sightings(): Promise<Sighting[]>;
  /** Waits until so many pictures were seen since the viewer came. */
  hasSeen(count: number): Promise<void>;
  /** Loudest frequency, in hertz; 0 when nothing was heard for so long. */
  listen(patienceMs: number): Promise<number>;
}

export async function openStudio(): Promise<Studio> {
  const found = await findChromium();
  if (found === null) throw new Error('no Chromium: set CHROMIUM_PATH');
  const pages = {
    publisher: await bundlePage(new URL('../../web/kit/media/lab/publisher.ts', import.meta.url)),
    viewer: await bundlePage(new URL('../../web/kit/media/lab/viewer.ts', import.meta.url)),
    stage: await bundlePage(new URL('../../web/kit/media/lab/stage.tsx', import.meta.url)),
  };
  const events: MediaEvent[] = [];
  const secret = 'a secret of at least 32 characters';
  const recordings = mkdtempSync(join(tmpdir(), 'lianbo-studio-'));
  const clock = { now: () => new Date() };
  const rtmp = { port: 0, host: '127.0.0.1' };
  const media = await startEmbeddedMedia({ secret, clock, recordings, rtmp });
  media.on((event) => events.push(event));
  const movies = new Map<string, string>();
  const server = await serve(pages, movies, media);
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, ...browserArgs],
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    media,
    events,
    host: (streamId, { hasSound = true } = {}) => openHost(browser, origin, media, streamId, hasSound),
    viewer: (path, ways) => openViewer(browser, origin, path, ways),
    stage: async (path) => {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${origin}/stage/#${encodeURIComponent(path)}`);
      return page;
    },
    async replay(streamId, atSeconds) {
      const all = { fromMillis: 0, untilMillis: Date.now(), chapters: [] };
      const made = await media.assembleRecording({ streamId, ...all });
      if (made === null) throw new Error(`nothing was recorded of ${streamId}`);
      movies.set(streamId, made.moviePath);
      return openReplay(browser, origin, streamId, atSeconds);
    },
    async clear() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await media.close();
      server.close();
      rmSync(recordings, { recursive: true, force: true });
    },
  };
}

async function serve(
  pages: Record<string, BundledPage>,
  movies: ReadonlyMap<string, string>,
  media: MediaEngine,
): Promise<Server> {
  const server = createServer((request, response) => {
    const [, page = '', ...name] = (request.url ?? '').split('/');
    const movie = page === 'movies' ? movies.get(name.join('/')) : undefined;
    if (movie !== undefined) return void sendMovie(movie, request.headers.range, response);
    const file = pages[page]?.get(name.join('/'));
    if (file === undefined) return response.writeHead(404).end();
    response.setHeader('content-security-policy', contentPolicy);
    response.setHeader('content-type', file.type).end(file.body);
  });
  attachMedia(server, media);
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

/** As the product does: whole, or the range a browser asks for when it seeks. */
function sendMovie(path: string, wanted: string | undefined, response: ServerResponse): void {
  const bytes = readFileSync(path);
  const range = readRange(wanted, bytes.byteLength);
  response.setHeader('content-type', 'video/mp4').setHeader('accept-ranges', 'bytes');
  if (range === null) return void response.end(bytes);
  if (range === 'unsatisfiable') return void response.writeHead(416).end();
  const contentRange = `bytes ${range.from}-${range.until}/${bytes.byteLength}`;
  response.writeHead(206, { 'content-range': contentRange }).end(bytes.subarray(range.from, range.until + 1));
}

async function openReplay(
  browser: Browser,
  origin: string,
  streamId: string,
  atSeconds: number,
): Promise<Replay> {
  const page = await openTab(browser, `${origin}/viewer/`);
  return {
    durationSeconds: await page.evaluate<number>(
      `lab.openMovie(${JSON.stringify(`/movies/${streamId}`)}, ${atSeconds})`,
    ),
    sightings: () => page.evaluate<Sighting[]>('lab.sightings'),
    hasSeen: (count) => until(page, `lab.sightings.length >= ${count}`),
  };
}

async function openTab(browser: Browser, url: string): Promise<Page> {
  // A context of its own: a window, as another person would have.
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await until(page, 'globalThis.lab !== undefined');
  return page;
}

/** Playwright's own waiting evaluates text inside the page, which the content policy forbids as it should. */
async function until(page: Page, condition: string): Promise<void> {
  for (const end = Date.now() + patienceMillis; Date.now() < end; await wait(50)) {
    if (await page.evaluate<boolean>(condition)) return;
  }
  throw new Error(`still not so: ${condition}`);
}

async function openHost(
  browser: Browser,
  origin: string,
  media: MediaEngine,
  streamId: string,
  hasSound: boolean,
): Promise<Host> {
  const page = await openTab(browser, `${origin}/publisher/`);
  const { path } = media.createIngest({ streamId, memberId: 'host' });
  await page.evaluate(`lab.start(${JSON.stringify(path)}, ${hasSound})`);
  return {
    page,
    snapshot: () => page.evaluate<HostSnapshot>('lab.snapshot()'),
    reconnect: () => page.evaluate('lab.reconnect()'),
    turn: () => page.evaluate('lab.turn()'),
    stop: () => page.evaluate('lab.stop()'),
  };
}

async function openViewer(
  browser: Browser,
  origin: string,
  path: string,
  ways?: readonly string[],
): Promise<Viewer> {
  const page = await openTab(browser, `${origin}/viewer/`);
  const firstPictureMs = await page.evaluate<number | null>(
    `lab.open(${JSON.stringify(path)}, ${JSON.stringify(ways)})`,
  );
  return {
    page,
    firstPictureMs,
    states: () => page.evaluate<string[]>('lab.states'),
    sightings: () => page.evaluate<Sighting[]>('lab.sightings'),
    hasSeen: async (count) => {
      await until(page, `lab.sightings.length >= ${count}`);
    },
    listen: (patienceMs) => page.evaluate<number>(`lab.listen(${patienceMs})`),
  };
}
