/**
 * The shoppers of the HTTP measurement: a process of their own, so that what they cost is not counted as the server's.
 * They speak HTTP/1.1 over plain sockets, because Node's client costs more than the server it would measure.
 */
import { connect, type Socket } from 'node:net';
import { runLoops, type Stretch, type Tally } from './closed-loop.ts';
import { openOrderStream, type Wanted } from './order-stream.ts';

export interface HttpLoad extends Stretch {
  readonly port: number;
  readonly slug: string;
  readonly shopId: string;
  readonly priceFen: string;
  readonly goodsKeys: readonly string[];
  readonly tokens: readonly string[];
  readonly isHot: boolean;
}

export type HttpWord =
  | { readonly word: 'begin' | 'end' }
  | { readonly word: 'over'; readonly tally: Tally; readonly orders: number };

interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Line {
  ask(text: string): Promise<Answer>;
  close(): void;
}

async function openLine(port: number): Promise<Line> {
  const socket: Socket = connect(port, '127.0.0.1').setNoDelay(true);
  await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let [heard, waiting] = ['', null as PromiseWithResolvers<Answer> | null];
  socket.setEncoding('latin1').on('data', (text: string) => {
    heard += text;
    const end = heard.indexOf('\r\n\r\n');
    const length = Number(/content-length: (\d+)/i.exec(heard)?.[1] ?? 0);
    if (end < 0 || heard.length < end + 4 + length) return;
    const answer = { status: Number(heard.slice(9, 12)), body: heard.slice(end + 4) };
    heard = '';
    waiting?.resolve(answer);
  });
  socket.on('error', (error) => waiting?.reject(error));
  return {
    ask(text) {
      waiting = Promise.withResolvers<Answer>();
      socket.write(text);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}

function textOf(load: HttpLoad, wanted: Wanted): string {
  const body = JSON.stringify({
    lines: wanted.lines.map(({ goods, quantity }) => ({
      ...{ goodsKey: load.goodsKeys[goods], quantity, priceFen: load.priceFen },
    })),
    fulfil: { kind: 'pickup', pickupShopId: load.shopId },
  });
  return [
    'POST /api/orders HTTP/1.1',
    `host: 127.0.0.1:${load.port}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    `idempotency-key: ${wanted.idempotencyKey}`,
    `x-lianbo-alliance: ${load.slug}`,
    `cookie: lianbo_${load.slug}=${load.tokens[wanted.buyer]}`,
    '',
    body,
  ].join('\r\n');
}

async function run(load: HttpLoad): Promise<void> {
  const say = (word: HttpWord) => process.send!(word);
  const lines = await Promise.all(Array.from({ length: load.loops }, () => openLine(load.port)));
  const streams = lines.map((_, slot) => {
    const { loops: slots, tokens, goodsKeys, isHot } = load;
    return openOrderStream({ slot, slots, crowd: tokens.length, goodsCount: goodsKeys.length, isHot });
  });
  const before: string[] = [];
  let orders = 0;
  const ask = async (slot: number): Promise<void> => {
    const wanted = streams[slot]!();
    const { status, body } = await lines[slot]!.ask(textOf(load, wanted));
    if (status !== 200) throw new Error(`Answered ${status}: ${body}`);
    if (wanted.isReplay && body !== before[slot]) throw new Error('A repeat was answered differently');
    if (!wanted.isReplay) orders += 1;
    before[slot] = body;
  };
  const edges = { begin: () => void say({ word: 'begin' }), end: () => void say({ word: 'end' }) };
  const tally = await runLoops(load, ask, edges);
  for (const line of lines) line.close();
  say({ word: 'over', tally, orders });
}

if (process.send) {
  process.once('message', (load: HttpLoad) => void run(load).finally(() => process.disconnect()));
}
