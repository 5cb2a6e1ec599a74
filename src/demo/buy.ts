import { completePayments, openPayment, placeOrders, type OrderReceipt } from '../domains/ordering/index.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { Basket } from './baskets.ts';
import type { Acting } from './simulation.ts';
import type { DemoStreet } from './world.ts';

/** Checkouts in one batch, as many as a busy evening brings in a tick. */
const batchSize = 40;
/** What a shopper meets on a good evening too; anything else would be a mistake of the demo. */
const ordinary: ReadonlySet<string> = new Set([
  'sold-out',
  'pool-full',
  'pool-closed',
  'room-closed',
  'slot-gone',
  'person-limit',
  'not-for-sale',
  'price-changed',
]);
const payAfterSeconds = 75;

/** A household's order that was accepted. */
export interface Bought {
  readonly basket: Basket;
  readonly order: OrderReceipt;
}

/**
 * Sends the baskets through the intake between now and `until`, and pays all but the last `unpaid` of them. Facts are
 * relayed at the end.
 */
export async function buy(
  sim: Acting,
  world: DemoStreet,
  baskets: readonly Basket[],
  { until, unpaid = 0 }: { readonly until: Date; readonly unpaid?: number },
): Promise<Bought[]> {
  const from = sim.now();
  const all: Bought[] = [];
  const paying = baskets.slice(0, baskets.length - unpaid);
  const batches = Math.ceil(paying.length / batchSize);
  for (let at = 0; at < batches; at += 1) {
    const share = (at + 1) / (batches + 1);
    sim.until(addSeconds(from, ((until.getTime() - from.getTime()) / 1_000) * share));
    const placed = await place(sim, world, paying.slice(at * batchSize, (at + 1) * batchSize));
    sim.wait(payAfterSeconds);
    await pay(sim, world, placed);
    all.push(...placed);
  }
  sim.until(until);
  if (unpaid > 0) all.push(...(await place(sim, world, baskets.slice(-unpaid))));
  await sim.relay();
  return all;
}

async function place(sim: Acting, world: DemoStreet, baskets: readonly Basket[]): Promise<Bought[]> {
  const answers = await sim.as(world.allianceId, null, (tx) =>
    placeOrders(
      tx,
      baskets.map(({ household, lines, fulfil }) => ({
        memberId: household.actor.memberId,
        idempotencyKey: tx.newId(),
        inputHash: 'demo',
        lines,
        fulfil,
      })),
    ),
  );
  const placed: Bought[] = [];
  const again: Basket[] = [];
  for (const [at, answer] of answers.entries()) {
    const basket = baskets[at]!;
    if (answer.kind !== 'refused') placed.push({ basket, order: answer.order });
    else if (!ordinary.has(answer.refusal.code)) throw answer.refusal;
    else if (basket.fallback) again.push(basket.fallback);
  }
  if (again.length > 0) placed.push(...(await place(sim, world, again)));
  return placed;
}

/** The provider's word for it is the demo's own: these households paid in the past. */
async function pay(sim: Acting, world: DemoStreet, placed: readonly Bought[]): Promise<void> {
  await sim.as(world.allianceId, null, async (tx) => {
    const reports = [];
    for (const { basket, order } of placed) {
      const { outTradeNo, amountFen } = await openPayment(
        { ...tx, actor: basket.household.actor },
        order.orderGroupId,
      );
      reports.push({ outTradeNo, amountFen, providerRef: `demo-${outTradeNo.slice(-8)}`, paidAt: tx.now });
    }
    await completePayments(tx, reports);
  });
}
