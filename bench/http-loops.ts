/** The shoppers of the HTTP measurement: a process of their own, so that what they cost is not counted as the server's. */
import { runLoops, type Stretch, type Tally } from './closed-loop.ts';
import { openLine } from './http-line.ts';
import { openOrderStream, type Wanted } from './order-stream.ts';

export interface HttpLoad extends Stretch {
  /** Nodes of one installation: a repeat goes to another one than the order. */
  readonly ports: readonly number[];
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

function textOf(load: HttpLoad, wanted: Wanted): string {
  const body = JSON.stringify({
    lines: wanted.lines.map(({ goods, quantity }) => ({
      ...{ goodsKey: load.goodsKeys[goods], quantity, priceFen: load.priceFen },
    })),
    fulfil: { kind: 'pickup', pickupShopId: load.shopId },
  });
  return [
    'POST /api/orders HTTP/1.1',
    'host: 127.0.0.1',
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
  const open = (port: number) => Promise.all(Array.from({ length: load.loops }, () => openLine(port)));
  const nodes = await Promise.all(load.ports.map(open));
  const streams = nodes[0]!.map((_, slot) => {
    const { loops: slots, tokens, goodsKeys, isHot } = load;
    return openOrderStream({ slot, slots, crowd: tokens.length, goodsCount: goodsKeys.length, isHot });
  });
  const before: string[] = [];
  let orders = 0;
  const ask = async (slot: number): Promise<void> => {
    const wanted = streams[slot]!();
    const node = nodes[(slot + Number(wanted.isReplay)) % nodes.length]!;
    const { status, body } = await node[slot]!.ask(textOf(load, wanted));
    if (status !== 200) throw new Error(`Answered ${status}: ${body}`);
    if (wanted.isReplay && body !== before[slot]) throw new Error('A repeat was answered differently');
    if (!wanted.isReplay) orders += 1;
    before[slot] = body;
  };
  const edges = { begin: () => void say({ word: 'begin' }), end: () => void say({ word: 'end' }) };
  const tally = await runLoops(load, ask, edges);
  for (const line of nodes.flat()) line.close();
  say({ word: 'over', tally, orders });
}

if (process.send) {
  process.once('message', (load: HttpLoad) => void run(load).finally(() => process.disconnect()));
}
