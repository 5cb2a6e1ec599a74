/** `npm run replay -- FILE --day D --speed X`: a day of real orders goes through the intake and is reconciled. */
import { parseArgs } from 'node:util';
import { openPayment } from '../src/domains/ordering/index.ts';
import { checkCounters } from '../src/domains/stock/index.ts';
import { openIntake } from '../src/edge/intake.ts';
import type { Refusal } from '../src/kernel/refusal.ts';
import { formatYuan } from '../src/kernel/money.ts';
import { withClient } from '../test/worlds/server.ts';
import { openScratch } from './intake-world.ts';
import { readDay, type ReplayDay } from './replay-file.ts';
import { openShops, type ReplayShops } from './replay-shops.ts';

const usage = `npm run replay -- FILE --day 2011-08-30 [--speed 600]

FILE has the columns of the UCI Online Retail set (InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,
CustomerID), plain or .gz. One day of it is ordered by its customers in five shops and paid for, on a database that is
dropped afterwards (TEST_DATABASE_URL, else an embedded server).

--speed  seconds of the file in one second of ours; 0 (as given by default) waits for nothing.

What the file has and a shop has not:
  returns (InvoiceNo begins with C, or a quantity below 1)  left out and counted: they name no order
  prices of 0 or less (gifts, samples, bookkeeping)          left out and counted
  no CustomerID                                              a new shopper for that invoice
  an item at several prices on one day                       costs the highest of them for everybody
  invoices of more than 50 items                             several orders of at most 50 lines
  more than 10,000 pieces in a line                          cut to 10,000 and counted
Pounds become yuan one to one.`;

/** Orders between two strokes of the bar. */
const shownEvery = 20;

type Scratch = Awaited<ReturnType<typeof openScratch>>;

interface Outcome {
  readonly placed: number;
  readonly paid: number;
  readonly refusals: ReadonlyMap<string, number>;
  readonly seconds: number;
}

/** Every order at its minute, paid as soon as it is placed; a bar on the terminal shows the file's clock. */
async function replay(
  scratch: Scratch,
  { allianceId, orders }: ReplayShops,
  speed: number,
): Promise<Outcome> {
  const intake = openIntake(scratch.intake, { warn: () => {} });
  const refusals = new Map<string, number>();
  const begin = orders[0]!.at.getTime();
  const from = performance.now();
  let clock = orders[0]!.at;
  let [placed, paid, answered] = [0, 0, 0];
  const order = async ({ request }: ReplayShops['orders'][number]): Promise<void> => {
    try {
      const { orderGroupId } = await intake.placeOrder(allianceId, request);
      placed += 1;
      const { memberId } = request;
      const actor = {
        memberId,
        roles: new Set(['shopper'] as const),
        shopIds: new Set<string>(),
        duties: new Set<string>(),
      };
      const payment = await scratch.app.transact({ allianceId, actor }, (tx) =>
        openPayment(tx, orderGroupId),
      );
      const { outTradeNo, amountFen } = payment;
      const outcome = await intake.completePayment(allianceId, {
        outTradeNo,
        amountFen,
        providerRef: 'replay',
        paidAt: null,
      });
      if (outcome === 'paid') paid += 1;
    } catch (error) {
      const code = (error as Partial<Refusal>).code;
      if (typeof code !== 'string') throw error;
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
    }
    answered += 1;
    if (answered % shownEvery === 0) drawBar(answered, orders.length, clock);
  };
  const running: Promise<void>[] = [];
  for (const [position, next] of orders.entries()) {
    const dueMs = speed > 0 ? (next.at.getTime() - begin) / speed - (performance.now() - from) : 0;
    if (dueMs > 0) await new Promise((resolve) => setTimeout(resolve, dueMs));
    clock = next.at;
    running.push(order(next));
    if (position % shownEvery === 0) drawBar(answered, orders.length, clock);
  }
  await Promise.all(running);
  drawBar(answered, orders.length, clock);
  process.stderr.write('\n');
  return { placed, paid, refusals, seconds: (performance.now() - from) / 1_000 };
}

function drawBar(done: number, all: number, at: Date): void {
  const width = 32;
  const full = Math.floor((done / all) * width);
  const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
  process.stderr.write(`\r${bar} ${at.toISOString().slice(11, 16)}  ${done}/${all}`);
}

/** What the database says afterwards beside what went in; true when all of it agrees. */
async function reconcile(scratch: Scratch, shops: ReplayShops, outcome: Outcome): Promise<boolean> {
  const asked = shops.orders.flatMap(({ request }) => request.lines);
  const rows = await withClient(scratch.url, async (client) => {
    const { rows: found } = await client.query<
      Record<'orders' | 'pieces' | 'allocated' | 'free' | 'fen' | 'facts', string>
    >(
      `select (select count(*) from order_group where state = 'paid') as orders,
         (select sum(quantity) from order_line) as pieces, (select sum(total_fen) from order_group) as fen,
         (select sum(allocated) from stock_counter) as allocated,
         (select sum(on_hand - allocated - held) from stock_counter) as free,
         (select count(*) from outbox where kind in ('order-placed', 'order-paid')) as facts`,
    );
    return found[0]!;
  });
  const counters = await scratch.app.read({ allianceId: shops.allianceId, actor: null }, checkCounters);
  const pieces = asked.reduce((sum, { quantity }) => sum + quantity, 0);
  const fen = asked.reduce((sum, { quantity, priceFen }) => sum + priceFen * BigInt(quantity), 0n);
  const table = [
    {
      what: 'orders placed, paid and in the database',
      asked: shops.orders.length,
      found: Number(rows.orders),
    },
    { what: 'orders the shoppers were told of', asked: shops.orders.length, found: outcome.placed },
    { what: 'pieces ordered', asked: pieces, found: Number(rows.pieces) },
    { what: 'pieces allocated on the shelves', asked: pieces, found: Number(rows.allocated) },
    { what: 'pieces left over', asked: 0, found: Number(rows.free) },
    { what: 'money', asked: formatYuan(fen), found: formatYuan(BigInt(rows.fen)) },
    { what: 'facts for the books', asked: 2 * shops.orders.length, found: Number(rows.facts) },
    { what: 'counters that differ from their movements', asked: 0, found: counters.length },
  ];
  console.table(table);
  return table.every((row) => row.asked === row.found);
}

function report(day: ReplayDay, shops: ReplayShops, { placed, refusals, seconds }: Outcome): void {
  const guests = day.receipts.filter(({ customer }) => customer === null).length;
  console.log(
    `${day.receipts.length} invoices became ${shops.orders.length} orders, ${guests} invoices without a customer; left out: ` +
      `${day.left.returns} returns, ${day.left.free} rows without a price; ${shops.cutLines} lines cut.\n` +
      `${placed} orders placed and paid in ${seconds.toFixed(1)} s: ${(placed / seconds).toFixed(0)} a second.`,
  );
  for (const [code, count] of refusals) console.log(`refused: ${count} × ${code}`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      day: { type: 'string' },
      speed: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [file] = positionals;
  const speed = Number(values.speed);
  if (values.help || !file || !/^\d{4}-\d\d-\d\d$/.test(values.day ?? '') || !(speed >= 0)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 1;
    return;
  }
  const day = await readDay(file, values.day!);
  const scratch = await openScratch();
  try {
    const shops = await openShops(scratch, day);
    const outcome = await replay(scratch, shops, speed);
    report(day, shops, outcome);
    process.exitCode = (await reconcile(scratch, shops, outcome)) ? 0 : 1;
  } finally {
    await scratch.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
