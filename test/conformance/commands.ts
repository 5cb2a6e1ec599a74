import fc from 'fast-check';
import { expect } from 'vitest';
import {
  cancelOrder,
  completePayments,
  expireHolds,
  openPayment,
  settleRefunds,
  takeDueRefunds,
} from '../../src/domains/ordering/index.ts';
import { answerPurchaseOrder, closePoolNow, getPool, receiveGoods } from '../../src/domains/supply/index.ts';
import { newId } from '../../src/engines/ids.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { paidReport } from '../worlds/orders.ts';
import { amountOf, seen, type Model, type ModelOrder, type Wish } from './model.ts';
import { brokenLaws, observe, type Run } from './system.ts';

/** One thing that somebody does. */
export interface Step {
  readonly name: string;
  /** Does it to both, and compares what they answer. */
  act(model: Model, run: Run): Promise<void>;
}

const lawful = { counters: [], pools: [], overRefunded: [], booksOffBy: 0, balancesOff: false };

/** A step, then whatever the facts of it bring about, unless the relay is late; then both are compared. */
export interface Command {
  readonly step: Step;
  readonly isRelayLate: boolean;
}

export async function runCommand({ step, isRelayLate }: Command, model: Model, run: Run): Promise<void> {
  model.now += 1;
  run.system.shop.world.clock.forward(1);
  await step.act(model, run);
  if (!isRelayLate) {
    await run.system.relay();
    model.relay();
  }
  expect(await observe(run, !isRelayLate)).toEqual(seen(model, !isRelayLate));
  expect(await brokenLaws(run)).toEqual(lawful);
}

/** Whether the product did it, or said no; anything else is an error. */
async function took(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

function placing(wishes: readonly Wish[]): Step {
  return {
    name: `order ${wishes.map(({ good, quantity }) => `${quantity} of ${good}`).join(' and ')}`,
    async act(model, run) {
      const { shop } = run.system;
      const buyer = await shop.shopper();
      const { inputHash: _made, ...request } = shop.request(buyer, run.lines(wishes), {
        idempotencyKey: newId(),
      });
      const placed = run.system.intake().placeOrder(shop.home.allianceId, request);
      const isTaken = await took(placed);
      expect(isTaken).toBe(model.place(wishes));
      if (!isTaken) return;
      const { orderGroupId, totalFen } = await placed;
      expect(Number(totalFen)).toBe(wishes.reduce((sum, wish) => sum + amountOf(wish), 0));
      run.orders.push({ orderGroupId, buyer, request, outTradeNo: null });
    },
  };
}

/** A step on one of the orders there are, mostly one that is wanted; nothing when there is none. */
function onOrder(
  name: string,
  at: number,
  act: (model: Model, run: Run, which: Which) => Promise<void>,
  isWanted: (order: ModelOrder) => boolean = () => true,
): Step {
  return {
    name: `${name} #${at}`,
    async act(model, run) {
      if (model.orders.length === 0) return;
      const wanted = at < anyOrder ? model.orders.filter(isWanted) : [];
      const from = wanted.length > 0 ? wanted : model.orders;
      const order = from[at % from.length]!;
      await act(model, run, { order, real: run.orders[model.orders.indexOf(order)]! });
    },
  };
}
/** From this number on an order is taken as it comes. */
const anyOrder = 8;
interface Which {
  readonly order: ModelOrder;
  readonly real: Run['orders'][number];
}

function replaying(at: number): Step {
  return onOrder('replay', at, async (_model, { system }, { real }) => {
    const { allianceId } = system.shop.home;
    const again = await system.intake().placeOrder(allianceId, real.request);
    expect(again.orderGroupId).toBe(real.orderGroupId);
    const [first, ...others] = real.request.lines;
    const other = { ...real.request, lines: [{ ...first!, quantity: first!.quantity + 1 }, ...others] };
    await expect(system.intake().placeOrder(allianceId, other)).rejects.toThrow('idempotency-key-reused');
  });
}

async function begin(model: Model, { shop }: Run['system'], { order, real }: Which): Promise<void> {
  const begun = shop.home.transact(real.buyer, (tx) => openPayment(tx, real.orderGroupId));
  const isBegun = await took(begun);
  expect(isBegun).toBe(model.begin(order));
  if (isBegun) real.outTradeNo = (await begun).outTradeNo;
}

function beginning(at: number): Step {
  return onOrder('begin to pay', at, (model, { system }, which) => begin(model, system, which));
}

/** Told `times` times, through the intake and past it as a second server would. */
async function pay(
  model: Model,
  system: Run['system'],
  { order, real }: Which,
  times: number,
): Promise<void> {
  if (real.outTradeNo === null) await begin(model, system, { order, real });
  if (real.outTradeNo === null) return;
  const amountFen = BigInt(order.lines.reduce((sum, line) => sum + amountOf(line), 0));
  const report = paidReport({ outTradeNo: real.outTradeNo, amountFen });
  const { home } = system.shop;
  expect(await system.intake().completePayment(home.allianceId, report)).toBe(model.pay(order));
  for (let n = 1; n < times; n += 1) {
    const again = await home.transact(null, (tx) => completePayments(tx, [report, report]));
    expect(again).toEqual([model.pay(order), 'already']);
  }
}

function paying(at: number, times: number): Step {
  return onOrder(
    `pay ${times}×`,
    at,
    (model, { system }, one) => pay(model, system, one, times),
    ({ payment }) => payment !== 'paid',
  );
}

/** Several shoppers order in a pool and pay, one after the other: else hardly a pool would ever be shared out. */
function filling(at: number, quantities: readonly number[]): Step {
  return {
    name: `fill pool ${at} with ${quantities.join(', ')}`,
    async act(model, run) {
      for (const quantity of quantities) {
        const before = model.orders.length;
        await placing([{ good: at + 2, quantity }]).act(model, run);
        model.now += 1;
        run.system.shop.world.clock.forward(1);
        const [order, real] = [model.orders[before], run.orders[before]];
        if (order && real) await pay(model, run.system, { order, real }, 1);
      }
    },
  };
}

function cancelling(at: number): Step {
  return onOrder('cancel', at, async (model, { system }, { order, real }) => {
    const cancelled = system.shop.home.transact(real.buyer, (tx) => cancelOrder(tx, real));
    expect(await took(cancelled)).toBe(model.cancel(order));
  });
}

function waiting(seconds: number): Step {
  return {
    name: `${seconds} s later, and what expired is let go`,
    async act(model, { system }) {
      model.now += seconds;
      system.shop.world.clock.forward(seconds);
      await system.shop.home.transact(null, expireHolds);
      model.expire();
    },
  };
}

/** A pool is mostly left alone until it is formed: else hardly one would ever be delivered. */
function closing(at: number, evenBelow: boolean): Step {
  return {
    name: `cut off pool ${at}${evenBelow ? '' : ' if it is formed'}`,
    async act(model, { system, pools }) {
      if (!evenBelow && model.pools[at]!.state === 'open') return;
      const { home } = system.shop;
      const closed = home.transact(home.operator, (tx) => closePoolNow(tx, { poolId: pools[at]!.poolId }));
      expect(await took(closed)).toBe(model.cutOff(model.pools[at]!));
    },
  };
}

/** The supplier confirms, and so many per cent of it arrive. */
function receiving(at: number, percent: number): Step {
  return {
    name: `receive ${percent} % of pool ${at}`,
    async act(model, { system, pools }) {
      const { home, hubId } = system.shop;
      const pool = model.pools[at]!;
      const ordered = pool.ordered ?? 1;
      const quantity = Math.floor((ordered * percent) / 100);
      const arrived = home.transact(home.operator, async (tx) => {
        const { purchaseOrder } = await getPool(tx, pools[at]!.poolId);
        if (!purchaseOrder) throw new Refusal('not-found');
        const { purchaseOrderId } = purchaseOrder;
        await answerPurchaseOrder(tx, { purchaseOrderId, answer: 'confirm', quantity: ordered, note: '' });
        const batch = { batch: 'b', expiresOn: null, note: '' };
        await receiveGoods(tx, { ...batch, purchaseOrderId, quantity, locationId: hubId });
      });
      expect(await took(arrived)).toBe(model.receive(pool, quantity));
    },
  };
}

/** The provider pays out what is due, and says so twice. */
const refunding: Step = {
  name: 'refund what is due',
  async act(_model, { system }) {
    const { home } = system.shop;
    const due = await home.transact(null, takeDueRefunds);
    const outcomes = due.map(({ sentAs }) => ({ sentAs, state: 'succeeded' as const, error: null }));
    for (let n = 0; n < 2; n += 1) await home.transact(null, (tx) => settleRefunds(tx, outcomes));
  },
};

const restarting: Step = { name: 'restart the intake', act: (_model, { system }) => system.restart() };

const which = fc.nat(9);
const wish = fc.oneof(
  { weight: 2, arbitrary: fc.record({ good: fc.nat(1), quantity: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ good: fc.integer({ min: 2, max: 3 }), quantity: fc.integer({ min: 1, max: 30 }) }),
  },
);
/** The same item of a shelf may stand twice in a cart; a pool once, for two lines paid in one moment have no order. */
const wishes = fc
  .array(wish, { minLength: 1, maxLength: 3 })
  .filter((lines) => [2, 3].every((pool) => lines.filter(({ good }) => good === pool).length < 2));

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: wishes.map(placing) },
  { weight: 6, arbitrary: which.map(beginning) },
  { weight: 7, arbitrary: fc.tuple(which, fc.constantFrom(1, 1, 2)).map((args) => paying(...args)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.nat(1), fc.array(fc.integer({ min: 8, max: 20 }), { minLength: 1, maxLength: 3 }))
      .map((args) => filling(...args)),
  },
  { weight: 2, arbitrary: which.map(replaying) },
  { weight: 3, arbitrary: which.map(cancelling) },
  { weight: 2, arbitrary: fc.constantFrom(300, 901).map(waiting) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.nat(1),
        fc.nat(9).map((n) => n === 0),
      )
      .map((args) => closing(...args)),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(fc.nat(1), fc.constantFrom(0, 40, 90, 100)).map((args) => receiving(...args)),
  },
  { weight: 1, arbitrary: fc.constantFrom(refunding, restarting) },
);

export const anyCommand: fc.Arbitrary<Command> = fc
  .tuple(step, fc.boolean())
  .map(([chosen, isRelayLate]) => ({
    ...{ step: chosen, isRelayLate },
    [fc.toStringMethod]: () => `${chosen.name}${isRelayLate ? ' (relay late)' : ''}`,
  }));
