import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMoneyWorld, type Bought, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { paidReport, poolLine, type Shelf } from '../../../../test/worlds/orders.ts';
import { addHost, shown, startReady } from '../../../../test/worlds/stage.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { putListing } from '../../catalog/index.ts';
import { overrideAllocation } from '../../fulfilment/index.ts';
import { scheduleSession, updateSession } from '../../live/index.ts';
import { cancelOrder, completePayments, expireHolds, openPayment } from '../../ordering/index.ts';
import { closePoolNow } from '../../supply/index.ts';
import { trialBalance } from '../index.ts';

let money: MoneyWorld;
beforeAll(async () => {
  money = await openMoneyWorld();
});
afterAll(() => money.world.close());

const shopId = (at: number) => money.home.shops[at]!.shopId;
const shopDue = (at: number) => money.dueTo('shop', shopId(at));
function operate<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return money.as(money.home.operator, work);
}

/** Relays, then: the sum of all accounts is zero and every running balance is the sum of its postings. */
async function booksHold(): Promise<void> {
  await money.relay();
  const { sumFen, balancesMatch, accounts } = await money.as(money.home.operator, trialBalance);
  expect({ sumFen, balancesMatch }).toEqual({ sumFen: 0n, balancesMatch: true });
  expect(accounts.reduce((sum, { balanceFen }) => sum + balanceFen, 0n)).toBe(0n);
}

const fundDue = () => money.dueTo('fund');
const courierDue = async () => {
  const dues = await Promise.all(money.couriers.map(({ memberId }) => money.dueTo('courier', memberId)));
  return dues.reduce((sum, due) => sum + due, 0n);
};

async function cancel({ buyer, orderGroupId, ...order }: Bought, lineAt?: number): Promise<void> {
  const { shopOrders } = await money.orderOf({ buyer, orderGroupId, ...order });
  const ids = shopOrders.flatMap(({ lines }) => lines.map((line) => line.orderLineId));
  const orderLineIds = lineAt === undefined ? undefined : [ids[lineAt]!];
  await money.as(buyer, (tx) => cancelOrder(tx, { orderGroupId, orderLineIds }));
}

async function goLive(hostMemberId: string, shelf: Shelf): Promise<string> {
  return operate(async (tx) => {
    const sessionId = await scheduleSession(tx, {
      title: '早市',
      hostMemberId,
      hostShopId: shelf.shopId,
      startsAt: addSeconds(tx.now, 60),
      plannedEndAt: addSeconds(tx.now, 7_200),
      roomShopIds: [shopId(5), shopId(6)],
      items: [shown({ variantId: shelf.variantId })],
    });
    await startReady(tx, sessionId);
    return sessionId;
  });
}

interface Money {
  readonly paid: bigint;
  readonly refunded: bigint;
  readonly clearing: bigint;
  readonly parties: bigint;
}

/** What the orders' own tables say was paid and given back, and what the journal says became of it. */
async function moneyOf({ orderGroupId }: { orderGroupId: string }): Promise<Money> {
  const { rows } = await money.as(null, (tx) =>
    sql<Money>`
      select
        (select coalesce(sum(amount_fen), 0)::bigint from payment
          where order_group_id = ${orderGroupId} and paid_at is not null) as paid,
        (select coalesce(sum(amount_fen), 0)::bigint from refund where order_group_id = ${orderGroupId}) as refunded,
        coalesce(sum(p.amount_fen) filter (where a.party_kind = 'shoppers'), 0)::bigint as clearing,
        coalesce(sum(p.amount_fen) filter (where a.party_kind not in ('shoppers', 'provider')), 0)::bigint as parties
      from journal_entry e
      join posting p using (alliance_id, entry_id)
      join account a using (alliance_id, account_id)
      where e.order_group_id = ${orderGroupId}`.execute(tx),
  );
  return rows[0]!;
}

async function explained(...orders: readonly { orderGroupId: string }[]): Promise<void> {
  await booksHold();
  for (const order of orders) {
    const { paid, refunded, clearing, parties } = await moneyOf(order);
    expect({ clearing, parties }).toEqual({ clearing: 0n, parties: paid - refunded });
  }
}

/** A pool of a fresh item sold at three doors, bought to the last rung: 32, 35 and 36 pieces. */
async function fillAgencyPool(): Promise<{ poolId: string; orders: Bought[] }> {
  const { poolId } = await money.openRound();
  const orders = [
    await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 32)),
    await money.buy(money.pickupAt(1), poolLine(poolId, shopId(1), 35)),
    await money.buy(money.pickupAt(2), poolLine(poolId, shopId(2), 36, 2_380n)),
  ];
  return { poolId, orders };
}

describe('pools', () => {
  test('two tiers crossed, a short delivery: supplier at achieved cost, seller at base cost, saving split once', async () => {
    const { poolId, orders } = await fillAgencyPool();
    await booksHold();
    // 103 paid, 105 ordered, 101 arrive: the surplus is gone and two pieces of the last buyer do not come.
    await money.receive(poolId, 105, 101);
    await booksHold();
    expect(await money.dueTo('supplier', money.supplierId)).toBe(101n * 1_500n);
    expect(await money.dueTo('hub')).toBe(0n);
    const saving = 101n * 700n;
    const parts = [saving * 6n, saving * 3n, saving].map((part) => part / 10n);
    expect(parts[0]! + parts[1]! + parts[2]!).toBe(saving);
    expect(await money.dueTo('fund')).toBe(parts[2]!);
    const shops = (await Promise.all([0, 1, 2].map(shopDue))).reduce((sum, due) => sum + due, 0n);
    expect(shops).toBe(parts[0]! + parts[1]! - 101n * 2_200n);
    await expect(shopDue(1)).resolves.toBe((parts[0]! * 35n + 100n) / 101n);

    await money.ship(orders);
    await explained(...orders);
    const [first, , last] = await Promise.all(orders.map(moneyOf));
    // Everybody paid the last rung in the end: 32 × ¥19.90, and 34 × ¥19.90 for the one who went short.
    expect(first!.paid - first!.refunded).toBe(32n * 1_990n);
    expect(last!.paid - last!.refunded).toBe(34n * 1_990n);
  });

  test('the surplus is charged to whom it lies with: the hub gets its cost back when a seller’s order takes it', async () => {
    const { poolId, variantId } = await money.openRound();
    const order = await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 32));
    await money.receive(poolId, 35);
    await booksHold();
    expect(await money.dueTo('hub')).toBe(-3n * 2_200n);
    await money.ship([order]);

    const shelf = await money.list(variantId, 4, 5, 2_600n);
    const later = await money.buy(money.pickupAt(4), shelf.line(2));
    const before = await shopDue(4);
    await money.ship([later], {
      change: async ({ waveId, allocations }) => {
        const { allocationId } = allocations[0]!;
        await operate((tx) => overrideAllocation(tx, { waveId, allocationId, locationId: money.hubId }));
      },
    });
    await explained(order, later);
    expect(await money.dueTo('hub')).toBe(-2_200n);
    // 52.00 sold, 5 % commission and 1 % service, two pieces at the hub's cost.
    expect((await shopDue(4)) - before).toBe(5_200n - 260n - 52n - 4_400n);
  });

  test('surplus that lies at a shop is that shop’s', async () => {
    const { poolId } = await money.openRound();
    await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 32));
    const hub = await money.dueTo('hub');
    await money.receive(poolId, 35, 35, money.locationIds[6]);
    await booksHold();
    expect(await shopDue(6)).toBe(-3n * 2_200n);
    expect(await money.dueTo('hub')).toBe(hub);
  });

  test('own mode: each shop keeps its price and pays the base cost, shoppers get their part back', async () => {
    const { poolId, variantId } = await money.openRound({ mode: 'own' });
    await operate(async (tx) => {
      for (const at of [7, 8]) {
        const terms = { priceFen: 2_600n, exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
        await putListing(tx, { shopId: shopId(at), variantId, ...terms });
      }
    });
    const orders = [
      await money.buy(money.pickupAt(7), poolLine(poolId, shopId(7), 40, 2_600n)),
      await money.buy(money.pickupAt(8), poolLine(poolId, shopId(8), 20, 2_600n)),
    ];
    await money.receive(poolId, 60);
    await booksHold();
    await money.ship(orders);
    await explained(...orders);
    // 60 pieces at 18.00 instead of 22.00: 240.00 saved, 144.00 to the shops, 72.00 to the shoppers, 24.00 fund.
    expect(await moneyOf(orders[0]!)).toMatchObject({ paid: 104_000n, refunded: 4_800n });
    expect(await moneyOf(orders[1]!)).toMatchObject({ paid: 52_000n, refunded: 2_400n });
    expect(await shopDue(7)).toBe(104_000n - 6_240n - 40n * 2_200n + 9_600n);
    expect(await shopDue(8)).toBe(52_000n - 3_120n - 20n * 2_200n + 4_800n);
  });

  test('a pool that fails gives everything back', async () => {
    const { poolId } = await money.openRound();
    const order = await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 5));
    await operate((tx) => closePoolNow(tx, { poolId }));
    await explained(order);
    expect(await moneyOf(order)).toMatchObject({ paid: 13_400n, refunded: 13_400n, parties: 0n });
  });
});

describe('shelves and services', () => {
  test('a delivery: seller, fund and platform share the goods, the courier is paid out of the fee', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const before = await Promise.all([fundDue(), money.dueTo('platform'), courierDue()]);
    const seller = await shopDue(5);
    const order = await money.deliver('501', shelf.line(2));
    await money.ship([order]);
    await explained(order);
    expect((await shopDue(5)) - seller).toBe(3_000n - 150n - 30n);
    const [fund, platform, couriers] = await Promise.all([fundDue(), money.dueTo('platform'), courierDue()]);
    // Commission 1.50, and the fee of 3.00 against the courier's 5.00.
    expect(fund - before[0]!).toBe(150n + 300n - 500n);
    expect([platform - before[1]!, couriers - before[2]!]).toEqual([30n, 500n]);
  });

  test('one fee a checkout, kept when a part of it is cancelled, given back with all of it', async () => {
    const [here, there] = [await money.stockItem(5, { shopAt: 5 }), await money.stockItem(5, { shopAt: 6 })];
    const order = await money.deliver('502', here.line(1), there.line(1));
    await cancel(order, 1);
    await money.ship([order]);
    await explained(order);
    expect(await moneyOf(order)).toMatchObject({ paid: 3_300n, refunded: 1_500n });
    const gone = await money.deliver('503', here.line(1));
    await cancel(gone);
    await explained(gone);
    expect(await moneyOf(gone)).toMatchObject({ paid: 1_800n, refunded: 1_800n, parties: 0n });
  });

  test('picked up at another shop: that shop is paid for handing over', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const before = [await shopDue(5), await shopDue(9)];
    const order = await money.buy(money.pickupAt(9), shelf.line(1));
    await money.ship([order]);
    await explained(order);
    expect([await shopDue(5), await shopDue(9)]).toEqual([
      before[0]! + 1_500n - 75n - 15n - 50n,
      before[1]! + 50n,
    ]);
  });

  test('served by another shop without any known cost: the sale passes on, the seller neither gains nor loses', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    await money.alsoAt(shelf, 11, 5);
    const before = [await shopDue(5), await shopDue(11)];
    const order = await money.buy(money.pickupAt(11), shelf.line(2));
    await money.ship([order]);
    await explained(order);
    // The pickup point is a service apart, which the seller pays.
    expect([await shopDue(5), await shopDue(11)]).toEqual([
      before[0]! - 50n,
      before[1]! + 3_000n - 180n + 50n,
    ]);
  });

  test('a light bag: shares are taken of what was really sold', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5, nominalGram: 500 });
    const before = await shopDue(5);
    const order = await money.buy(money.pickupAt(5), shelf.line(2));
    await money.ship([order], { weigh: { order, actualGram: 900 } });
    await explained(order);
    expect(await moneyOf(order)).toMatchObject({ paid: 3_000n, refunded: 300n });
    expect((await shopDue(5)) - before).toBe(2_700n - 135n - 27n);
  });

  test('money that comes too late for the last pieces goes back, and the books saw both', async () => {
    const shelf = await money.stockItem(1, { shopAt: 5 });
    const buyer = await money.shopper();
    const late = await money.order(buyer, shelf.line(1));
    const payment = await money.as(buyer, (tx) => openPayment(tx, late.orderGroupId));
    money.world.clock.forward(901);
    await money.as(null, expireHolds);
    const order = await money.buy(money.pickupAt(5), shelf.line(1));
    const [outcome] = await operate((tx) => completePayments(tx, [paidReport(payment)]));
    expect(outcome).toBe('late-refunded');
    await explained(late);
    expect(await moneyOf(late)).toMatchObject({ paid: 1_500n, refunded: 1_500n, parties: 0n });
    await money.ship([order]);
    await explained(order);
  });

  test('a room and its host share; who takes the session over later earns nothing of it', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const [host, heir] = [await addHost(money, 5), await addHost(money, 6)];
    const sessionId = await goLive(host.memberId, shelf);
    const room = { sessionId, roomShopId: shopId(6) };
    const before = [await shopDue(5), await shopDue(6)];
    const order = await money.buy(money.pickupAt(5), shelf.line(2, room));
    await money.relay();
    await operate(async (tx) => {
      const plan = {
        sessionId,
        title: '换人',
        hostMemberId: heir.memberId,
        items: [shown({ variantId: shelf.variantId })],
      };
      const startsAt = tx.now;
      await updateSession(tx, { ...plan, startsAt, plannedEndAt: addSeconds(startsAt, 7_200) });
    });
    await money.ship([order]);
    await explained(order);
    expect([await shopDue(5), await shopDue(6)]).toEqual([
      before[0]! + 3_000n - 150n - 30n - 90n - 60n,
      before[1]! + 90n,
    ]);
    expect(await money.dueTo('host', host.memberId)).toBe(60n);
    expect(await money.dueTo('host', heir.memberId)).toBe(0n);
  });
});

describe('claims', () => {
  test('the seller bears what it packed wrongly, and gets its shares of it back', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const before = [await shopDue(5), await fundDue()];
    const order = await money.buy(money.pickupAt(5), shelf.line(2));
    await money.ship([order]);
    await money.claim(order, 'wrong-item', 1);
    await explained(order);
    expect([(await shopDue(5)) - before[0]!, (await fundDue()) - before[1]!]).toEqual([
      1_500n - 75n - 15n,
      75n,
    ]);
  });

  test('the supplier bears bad fruit of a pool and the hub what it packed wrongly; the sale stands', async () => {
    const { poolId } = await money.openRound();
    const order = await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 30));
    const other = await money.buy(money.pickupAt(1), poolLine(poolId, shopId(0), 5));
    await money.receive(poolId, 35);
    await booksHold();
    await money.ship([order, other]);
    await booksHold();
    const before = [
      await money.dueTo('supplier', money.supplierId),
      await money.dueTo('hub'),
      await shopDue(0),
    ];
    await money.claim(order, 'bad-fruit', 2);
    await money.claim(other, 'wrong-item', 1);
    await explained(order, other);
    const after = [
      await money.dueTo('supplier', money.supplierId),
      await money.dueTo('hub'),
      await shopDue(0),
    ];
    expect(after).toEqual([before[0]! - 5_360n, before[1]! - 2_680n, before[2]!]);
  });

  test('the courier bears what was damaged on the way', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const order = await money.deliver('504', shelf.line(1));
    await money.ship([order]);
    await booksHold();
    const before = [await courierDue(), await shopDue(5)];
    await money.claim(order, 'damaged', 1);
    await explained(order);
    expect([await courierDue(), await shopDue(5)]).toEqual([before[0]! - 1_500n, before[1]!]);
  });

  test('decided before the handover was told: both are posted, in their order', async () => {
    const shelf = await money.stockItem(10, { shopAt: 5 });
    const before = await shopDue(5);
    const order = await money.buy(money.pickupAt(5), shelf.line(1));
    await money.ship([order]);
    await money.claim(order, 'wrong-item', 1);
    await explained(order);
    expect(await moneyOf(order)).toMatchObject({ paid: 1_500n, refunded: 1_500n, parties: 0n });
    expect(await shopDue(5)).toBe(before);
  });
});

test('every fact told a second time posts nothing', async () => {
  const count = async () => (await money.as(money.home.operator, trialBalance)).postingCount;
  const before = await count();
  await money.world.system.transact({ allianceId: money.home.allianceId, actor: null }, async (tx) => {
    await sql`delete from handled_fact where handler like 'settlement.%'`.execute(tx);
    await sql`update outbox set relayed_at = null
      where kind in ('order-paid', 'order-refunded', 'lines-done', 'goods-received', 'on-behalf-served', 'stop-completed',
        'pickup-redeemed', 'claim-decided')`.execute(tx);
  });
  await booksHold();
  expect(await count()).toBe(before);
});

test('the whole: the provider holds what parties have coming, and nothing waits to be split', async () => {
  const { accounts } = await money.as(money.home.operator, trialBalance);
  const sumOf = (wanted: (row: (typeof accounts)[number]) => boolean) =>
    accounts.filter(wanted).reduce((sum, { balanceFen }) => sum + balanceFen, 0n);
  const provider = sumOf(({ party }) => party.partyKind === 'provider');
  const open = sumOf(({ party }) => party.partyKind === 'shoppers');
  expect(sumOf(({ account }) => account === 'saving')).toBe(0n);
  expect(sumOf(({ account }) => account !== 'clearing')).toBe(-provider - open);
});
