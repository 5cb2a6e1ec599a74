import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Cookie, type Page } from 'playwright-core';
import { pino } from 'pino';
import { onTestFailed, vi } from 'vitest';
import { bookSubscribers } from '../../src/assemble/clockwork.ts';
import { assemble, builtWebFolder, type Installation } from '../../src/assemble.ts';
import { readConfig } from '../../src/config.ts';
import { demoBegins, plantDemo } from '../../src/demo/plant.ts';
import { openSimulation } from '../../src/demo/simulation.ts';
import { openDiskFiles } from '../../src/engines/files/disk.ts';
import { buildWebIfStale } from '../../tools/build-web.ts';
import { findChromium } from '../../tools/chromium.ts';
import { freshDatabase } from '../worlds/database.ts';

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
/** Two cores encode, decode, serve and render at once. */
const patienceMillis = 20_000;

/** The first evening's goods are out and paid to their parties on the second day. */
const pastDays = 2;

export const phoneScreen = { width: 390, height: 844 } as const;
export const deskScreen = { width: 1440, height: 900 } as const;

/** Somebody with a browser of their own: cookies, storage and screen are nobody else's. */
export interface Person {
  readonly page: Page;
  /** What a page complained about or asked of foreign hosts, in order. */
  readonly troubles: string[];
  /** Opens a path of the product. */
  open(path: string): Promise<void>;
}

/** The assembled product over a database of its own, and a real browser to use it with. */
export interface Product {
  readonly origin: string;
  readonly installation: Installation;
  readonly databaseUrl: string;
  person(screen: { width: number; height: number }, options?: BrowserContextOptions): Promise<Person>;
  /** The code in the latest text message to a phone sent after `since`. */
  readCode(phone: string, since: Date): Promise<string>;
  /** Cookies of those who signed in once, by phone: a second code for a phone has to wait a minute. */
  readonly signedIn: Map<string, Cookie[]>;
  close(): Promise<void>;
}

/** Starts all of it as `npm start` would, on free ports and an empty folder. */
export async function startProduct(size: 'founding' | 'district' = 'district'): Promise<Product> {
  const found = await findChromium();
  if (found === null) throw new Error('no Chromium: set CHROMIUM_PATH');
  await buildWebIfStale({ log: () => {} });
  const database = await freshDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lianbo-journey-'));
  await plantShort(database.url, dataDir, size);
  const [port, payPort] = [await freePort(), await freePort()];
  const config = readConfig([`--port=${port}`, '--host=127.0.0.1', `--demo=${size}`], {
    DATABASE_URL: database.url,
    LIANBO_DATA: dataDir,
    LIANBO_PAY_PORT: String(payPort),
    LIANBO_RTMP_PORT: '0',
  });
  const installation = await assemble(config, {
    logger: pino({ level: 'error' }),
    say: () => {},
    onGiveUp: (error) => {
      throw error;
    },
    webFolder: builtWebFolder,
    buildWeb: null,
  });
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: [...found.args, ...browserArgs],
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    installation,
    databaseUrl: database.url,
    person: (screen, options = {}) => openPerson(browser, origin, { viewport: screen, ...options }),
    signedIn: new Map(),
    readCode: (phone, since) => readCode(installation, phone, since),
    async close() {
      await browser.close();
      await installation.stop();
      await rm(dataDir, { recursive: true });
      await database.drop();
    },
  };
}

/** The demo with two days behind it instead of a fortnight: the pages are the same, the start is short. */
async function plantShort(url: string, dataDir: string, size: 'founding' | 'district'): Promise<void> {
  const now = new Date();
  const from = demoBegins(now, size, pastDays);
  const simulation = openSimulation({
    url,
    from,
    subscribers: bookSubscribers({ kick: () => {}, discardRecording: async () => {} }),
  });
  try {
    const files = openDiskFiles(join(dataDir, 'files'));
    await plantDemo(simulation, { files, now, pastDays }, size);
  } finally {
    await simulation.close();
  }
}

/** The callback of the payment provider needs the port before the server listens. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function openPerson(browser: Browser, origin: string, options: BrowserContextOptions): Promise<Person> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    permissions: ['camera', 'microphone'],
    ...options,
  });
  context.setDefaultTimeout(patienceMillis);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The browser reports every refusal by itself; saying it in words is the page's part.
    const isAnswer =
      /status of (401|409|422)/.test(message.text()) && message.location().url.includes('/api/');
    const isOurs = page.url().startsWith(origin);
    if (message.type() === 'error' && isOurs && !isAnswer)
      troubles.push(`console: ${message.text()} (${page.url()}, ${message.location().url})`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1') troubles.push(`foreign: ${request.url()}`);
  });
  // What everybody saw at the end says more than the line that failed.
  onTestFailed(async () => {
    if (!page.isClosed()) console.log(page.url(), await page.locator('body').ariaSnapshot(), troubles);
  });
  return { page, troubles, open: async (path) => void (await page.goto(path)) };
}

async function readCode({ engines }: Installation, phone: string, since: Date): Promise<string> {
  return vi.waitFor(() => {
    const message = engines.outbox?.latest().find((sent) => sent.phone === phone && sent.at >= since);
    const code = message && /\d{6}/.exec(message.text)?.[0];
    if (code === undefined) throw new Error(`no code was sent to ${phone}`);
    return code;
  }, patienceMillis);
}

/** Phone and code, as a shopper signs in; ends at `path`. */
export async function signInShopper(
  product: Product,
  person: Person,
  phone: string,
  path: string,
): Promise<void> {
  if (await isKnown(product, person, phone)) return person.open(path);
  const since = new Date();
  await person.open(`/sign-in?to=${encodeURIComponent(path)}`);
  const { page } = person;
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page.getByText('验证码已发出').waitFor();
  await page.getByLabel('验证码').fill(await product.readCode(phone, since));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL(`${product.origin}${path}`);
  product.signedIn.set(phone, await page.context().cookies());
}

/** Phone and code at the console or the studio; the page at `path` appears in the place of the form. */
export async function signInAtWork(
  product: Product,
  person: Person,
  phone: string,
  path: string,
): Promise<void> {
  if (await isKnown(product, person, phone)) return person.open(path);
  const since = new Date();
  await person.open(path);
  const { page } = person;
  await page.getByText('验证码登录').click();
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '发验证码' }).click();
  await page.getByRole('textbox', { name: '验证码' }).fill(await product.readCode(phone, since));
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByLabel('手机号').waitFor({ state: 'hidden' });
  product.signedIn.set(phone, await page.context().cookies());
}

async function isKnown({ signedIn }: Product, { page }: Person, phone: string): Promise<boolean> {
  const cookies = signedIn.get(phone);
  if (cookies) await page.context().addCookies(cookies);
  return cookies !== undefined;
}
