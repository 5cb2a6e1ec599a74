import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../kernel/clock.ts';
import { signMessage, type Key } from '../wire.ts';
import { answerApi } from './api.ts';
import { cashierPage, messagePage } from './cashier.ts';
import { answerControl, noticeOfPayment, type SimulatorWorld } from './control.ts';
import { Fault, markPaid, openLedger } from './ledger.ts';
import { openNotifier } from './notify.ts';

export interface SimulatorOptions {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host: string;
  readonly key: Key;
  readonly clock: Clock;
  /** Callbacks are retried on the provider's schedule divided by this; 1 is real time. */
  readonly timeScale?: number;
}

export interface Simulator {
  readonly url: string;
  close(): Promise<void>;
}

const bodyMaxBytes = 64_000;

/**
 * A payment provider of our own: its own HTTP server with the provider's API, a cashier page, callbacks that are
 * signed, sealed and retried, and /sim/… to make it misbehave. It remembers in memory only.
 */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const notifier = openNotifier({ ...options, timeScale: options.timeScale ?? 1 });
  const world: SimulatorWorld = {
    ledger: openLedger(),
    notifier,
    clock: options.clock,
    modes: { refunds: 'succeed', api: 'up' },
    url: '',
  };
  const server = createServer((request, response) => {
    answer(world, options.key, request, response).catch((error: unknown) => {
      const { status = 500, code = 'SYSTEM_ERROR', message } = error as Partial<Fault> & Error;
      sendJson(response, options, status, { code, message });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shownHost = ['0.0.0.0', '::'].includes(options.host) ? 'localhost' : options.host;
  world.url = `http://${shownHost}:${port}`;
  return {
    url: world.url,
    async close() {
      notifier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  world: SimulatorWorld,
  key: Key,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.url);
  const body = await readBody(request);
  if (url.pathname.startsWith('/v3/')) {
    if (world.modes.api === 'down') return void request.socket.destroy();
    const answered = answerApi(world, key, request, url, body);
    return sendJson(response, { key, clock: world.clock }, answered === null ? 204 : 200, answered);
  }
  if (url.pathname.startsWith('/sim/') && request.method === 'POST') {
    const answered = await answerControl(world, url.pathname, body === '' ? {} : JSON.parse(body));
    return sendJson(response, { key, clock: world.clock }, 200, answered);
  }
  answerCashier(world, request, response, url, body);
}

function answerCashier(
  world: SimulatorWorld,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: string,
): void {
  const transaction = world.ledger.byPrepayId.get(/^\/cashier\/(\w+)$/.exec(url.pathname)?.[1] ?? '');
  if (!transaction) return sendHtml(response, 404, messagePage('没有这笔付款'));
  const form = new URLSearchParams(body);
  const back = safeBack(form.get('redirect_url') ?? url.searchParams.get('redirect_url'), request);
  if (request.method === 'POST') {
    if (form.get('choice') === 'pay') {
      markPaid(transaction, world.clock.now());
      world.notifier.send(noticeOfPayment(transaction));
    }
    const next = back ?? `${url.pathname}${url.search}`;
    return void response.writeHead(303, { location: next, 'cache-control': 'no-store' }).end();
  }
  sendHtml(response, 200, cashierPage(transaction, world.clock.now(), back));
}

/** Only back to the host the cashier itself is seen under: never an open redirect. */
function safeBack(target: string | null, request: IncomingMessage): string | null {
  if (!target || !URL.canParse(target)) return null;
  const { protocol, hostname, href } = new URL(target);
  const own = new URL(`http://${request.headers.host ?? 'localhost'}`).hostname;
  return /^https?:$/.test(protocol) && hostname === own ? href : null;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyMaxBytes) throw new Fault(413, 'PARAM_ERROR', '请求太大');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function sendJson(
  response: ServerResponse,
  { key, clock }: { key: Key; clock: Clock },
  status: number,
  content: unknown,
): void {
  const body = content === null ? '' : JSON.stringify(content);
  response
    .writeHead(status, { 'content-type': 'application/json', ...signMessage(key, body, clock.now()) })
    .end(body);
}

function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(html);
}
