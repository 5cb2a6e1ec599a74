import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMoneyWorld, type Bought, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { poolLine, type Shelf } from '../../../../test/worlds/orders.ts';
import { newId } from '../../../engines/ids.ts';
import { startOfShanghaiDay } from '../../../kernel/clock.ts';
import { openClaim } from '../../fulfilment/index.ts';
import { cancelOrder } from '../../ordering/index.ts';
import { countPaidOrder, getOverview, listTodos } from '../index.ts';
import { countsOf } from '../views/figures.ts';

const hourMs = 3_600_000;
let money: MoneyWorld;
let shelves: readonly [Shelf, Shelf];
beforeAll(async () => {
  money = await openMoneyWorld();
  shelves = [await money.stockItem(100), await money.stockItem(100, { shopAt: 1, priceFen: 900n })];
});
afterAll(() => money.world.close());

const shopId = (at: number) => money.home.shops[at]!.shopId;
const overview = (range: 'today' | 'week' | 'month' = 'today', shop?: string) =>
  money.as(money.home.operator, (tx) => getOverview(tx, { range, shopId: shop }, 0));
/** Moves the clock to a moment of Shanghai's wall clock. */
function until(day: string, hour: number, minute: number): void {
  const at = startOfShanghaiDay(day).getTime() + (hour * 60 + minute) * 60_000;
  money.world.clock.forward((at - money.world.clock.now().getTime()) / 1_000);
}

interface Sum {
  readonly hour: Date;
  readonly shopId: string;
  readonly gmvFen: bigint;
  readonly refundedFen: bigint;
  readonly pieces: number;
}

const counted = () =>
  money.as(null, async (tx) => {
    const { rows } = await sql<Sum>`
      select hour, shop_id as "shopId", sum(gmv_fen)::bigint as "gmvFen", sum(refunded_fen)::bigint as "refundedFen",
        sum(pieces)::int as pieces
      from sales_hour group by 1, 2 order by 1, 2`.execute(tx);
    return rows;
  });

/** The same from the orders' own tables. */
const recomputed = () =>
  money.as(null, async (tx) => {
    const { rows } = await sql<Sum>`
      with moved as (
        select date_trunc('hour', paid_at) as hour, seller_shop_id as shop_id, amount_fen as gmv, 0 as refunded, quantity
        from order_line where paid_at is not null
        union all
        select date_trunc('hour', r.requested_at), l.seller_shop_id, 0, f.amount_fen, 0
        from refund_line f join refund r using (alliance_id, refund_id) join order_line l using (alliance_id, order_line_id)
      )
      select hour, shop_id as "shopId", sum(gmv)::bigint as "gmvFen", sum(refunded)::bigint as "refundedFen",
        sum(quantity)::int as pieces
      from moved group by 1, 2 order by 1, 2`.execute(tx);
    return rows;
  });

/** Demand by day and item as it was counted, and as the orders tell it; the migration fills the table in the same way. */
const demand = (from: 'counted' | 'recomputed') =>
  money.as(null, async (tx) => {
    const { rows } = await (
      from === 'counted'
        ? sql`
        select to_char(day, 'YYYY-MM-DD') as day, shop_id, variant_id, shelf_pieces as shelf, shelf_fen as fen, pool_pieces as pool
        from demand_day order by 1, 2, 3`
        : sql`
        select to_char(paid_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, seller_shop_id as shop_id, variant_id,
          coalesce(sum(quantity) filter (where pool_id is null), 0)::int as shelf,
          coalesce(sum(amount_fen) filter (where pool_id is null), 0)::bigint as fen,
          coalesce(sum(quantity) filter (where pool_id is not null), 0)::int as pool
        from order_line where paid_at is not null group by 1, 2, 3 order by 1, 2, 3`
    ).execute(tx);
    return rows;
  });

const bothLines = (): Promise<Bought> => money.buy(money.pickupAt(0), shelves[0].line(2), shelves[1].line(1));

describe('figures', () => {
  test('a day before and after midnight in Shanghai, a week, one shop', async () => {
    until('2026-11-23', 23, 59);
    const first = await bothLines();
    until('2026-11-24', 0, 1);
    await money.buy(money.pickupAt(0), shelves[1].line(3));
    const { lines } = (await money.orderOf(first)).shopOrders[1]!;
    await money.as(first.buyer, (tx) =>
      cancelOrder(tx, { orderGroupId: first.orderGroupId, orderLineIds: [lines[0]!.orderLineId] }),
    );
    await money.relay();

    const today = await overview();
    expect(today.figures).toMatchObject({
      gmvFen: 2_700n,
      orders: 1,
      buyers: 1,
      newBuyers: 1,
      refundedFen: 900n,
    });
    expect(today.before).toMatchObject({ gmvFen: 0n, orders: 0 });
    expect(today.curve).toHaveLength(24);
    expect(today.curve[0]).toEqual({ label: '00:00', gmvFen: 2_700n, beforeFen: 0n });
    expect(today.curve[1]).toMatchObject({ gmvFen: null });
    expect(today.funnel).toMatchObject({ orders: 1, paidOrders: 1 });
    expect(today.categories).toEqual([expect.objectContaining({ code: 'fruit', gmvFen: 2_700n, pieces: 3 })]);

    const week = await overview('week');
    expect(week.figures).toMatchObject({
      gmvFen: 6_600n,
      orders: 2,
      buyers: 2,
      newBuyers: 2,
      aovFen: 3_300n,
    });
    expect(week.curve.map(({ gmvFen }) => gmvFen)).toEqual([0n, 0n, 0n, 0n, 0n, 3_900n, 2_700n]);
    expect(week.shops.slice(0, 3).map(({ gmvFen, orders }) => [gmvFen, orders])).toEqual([
      [3_600n, 2],
      [3_000n, 1],
      [0n, 0],
    ]);

    const mine = await overview('week', shopId(0));
    expect(mine.figures).toMatchObject({ gmvFen: 3_000n, orders: 1, buyers: 1, refundedFen: 0n });
    expect(mine.shops.map((row) => row.shopId)).toEqual([shopId(0)]);
    expect(mine.curve.at(-2)).toMatchObject({ gmvFen: 3_000n });
  });

  test('a week later the same weekday is what today is compared with', async () => {
    until('2026-12-01', 0, 30);
    await money.buy(money.pickupAt(0), shelves[0].line(1));
    await money.relay();
    const today = await overview();
    expect(today.figures).toMatchObject({ gmvFen: 1_500n, orders: 1, newBuyers: 1 });
    expect(today.before).toMatchObject({ gmvFen: 2_700n, orders: 1, refundedFen: 900n });
    expect(today.curve[0]).toMatchObject({ gmvFen: 1_500n, beforeFen: 2_700n });
  });

  test('somebody’s second order is no new buyer, also at the same moment', async () => {
    const order = await bothLines();
    const paid = { memberId: order.buyer.memberId, paidAt: money.world.clock.now(), lines: [] };
    const before = (await overview()).figures;
    const count = () => money.as(null, (tx) => countPaidOrder(tx, { ...paid, orderGroupId: tx.newId() }));
    await Promise.all([count(), count(), count()]);
    const { figures } = await overview();
    expect(figures.newBuyers - before.newBuyers).toBe(1);
    expect(figures.buyers - before.buyers).toBe(1);
    expect(figures.orders - before.orders).toBe(3);
    await money.relay();
  });

  test('what a pool saved, in the hour of its receipt, and orders handed over', async () => {
    const { poolId } = await money.openRound();
    const order = await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 30));
    await money.receive(poolId, 30);
    const receivedAt = money.world.clock.now();
    money.world.clock.forward(3_600);
    await money.relay();
    const { rows } = await money.as(null, (tx) =>
      sql<{ hour: Date }>`select distinct hour from order_hour where saved_fen > 0`.execute(tx),
    );
    expect(rows).toEqual([{ hour: new Date(Math.floor(receivedAt.getTime() / hourMs) * hourMs) }]);
    await money.ship([order]);
    await money.relay();
    const { figures } = await overview();
    expect(figures.savedFen).toBe(30n * 200n);
    expect((await overview('today', shopId(0))).figures.savedFen).toBe(30n * 200n);
    expect(figures.onTimeBps).toBe(10_000);
  });

  test('the rollups are what the orders say, whatever happened', async () => {
    const { poolId } = await money.openRound();
    const orders = [
      await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 30)),
      await money.buy(money.pickupAt(1), poolLine(poolId, shopId(1), 40)),
    ];
    money.world.clock.forward(3_600);
    await money.receive(poolId, 70, 65);
    await money.relay();
    await money.ship(orders);
    await money.claim(orders[0]!, 'bad-fruit', 1);
    await money.relay();
    const rows = await counted();
    expect(rows.filter((row) => row.gmvFen > 0n || row.refundedFen > 0n)).toEqual(await recomputed());
    expect(rows.some((row) => row.refundedFen > 0n)).toBe(true);
    expect(await demand('counted')).toEqual(await demand('recomputed'));
    expect((await demand('counted')).length).toBeGreaterThan(3);
  });

  test('counting takes as many statements for one line as for twenty', async () => {
    const line = {
      ...{ variantId: shelves[0].variantId, sellerShopId: shopId(0), quantity: 1, amountFen: 100n },
      ...{ roomShopId: null, sessionId: null, poolId: null },
    };
    const counts = [];
    for (const size of [1, 20]) {
      const order = { orderGroupId: '', memberId: money.home.operator.memberId, paidAt: new Date(0) };
      counts.push(
        await money.as(null, async (tx) => {
          const { handle, statements } = recordStatements(tx);
          await countPaidOrder(handle, { ...order, lines: Array.from({ length: size }, () => line) });
          return statements.length;
        }),
      );
    }
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).toBeLessThanOrEqual(7);
  });

  // Last: what it counts are no orders, so nothing here can be computed again from them.
  test('buyers of any span are those of its days, each once, in whatever order they are told', async () => {
    const start = startOfShanghaiDay('2026-01-01').getTime();
    const memberIds = Array.from({ length: 5 }, () => newId());
    const dayMs = 24 * hourMs;
    const orders = fc.sample(
      fc.record({ memberId: fc.constantFrom(...memberIds), day: fc.nat(80), shopAt: fc.nat(1) }),
      { numRuns: 60, seed: 7 },
    );
    const line = {
      variantId: shelves[0].variantId,
      roomShopId: null,
      sessionId: null,
      quantity: 1,
      amountFen: 0n,
      poolId: null,
    };
    await Promise.all(
      orders.map(({ memberId, day, shopAt }) =>
        money.as(null, (tx) =>
          countPaidOrder(tx, {
            ...{ memberId, orderGroupId: '', paidAt: new Date(start + day * dayMs) },
            lines: [{ ...line, sellerShopId: shopId(shopAt) }],
          }),
        ),
      ),
    );
    const spans = [0, 7, 31, 45].flatMap((from) => [1, 7, 30].map((days) => ({ from, days })));
    for (const { from, days } of spans)
      for (const shopAt of [null, 0, 1]) {
        const shop = shopAt === null ? null : shopId(shopAt);
        const inSpan = orders.filter(
          (one) => one.day >= from && one.day < from + days && (shopAt === null || one.shopAt === shopAt),
        );
        const span = { from: new Date(start + from * dayMs), to: new Date(start + (from + days) * dayMs) };
        const { buyers } = await money.as(null, (tx) => countsOf(tx, span, shop));
        expect({ from, days, shopAt, buyers }).toEqual({
          ...{ from, days, shopAt },
          buyers: new Set(inSpan.map(({ memberId }) => memberId)).size,
        });
      }
  });
});

describe('what needs a person', () => {
  const kinds = async (shop: string | null) =>
    (await money.as(money.home.operator, (tx) => listTodos(tx, shop))).map(({ kind, count }) => [
      kind,
      count,
    ]);

  test('most urgent first; a shop sees its own', async () => {
    until('2026-12-05', 9, 0);
    const order = await money.deliver('777', shelves[0].line(1));
    expect(await kinds(null)).toContainEqual(['orders-to-ship', expect.any(Number)]);
    await money.ship([order]);
    const { orderLineId } = (await money.orderOf(order)).shopOrders[0]!.lines[0]!;
    await money.as(order.buyer, (tx) =>
      openClaim(tx, { orderLineId, reason: 'damaged', quantity: 1, note: '' }, 'photo.jpg'),
    );
    expect(await kinds(shopId(0))).toContainEqual(['claims-open', 1]);
    expect((await kinds(shopId(1))).map(([kind]) => kind)).not.toContain('claims-open');
    const todos = await money.as(money.home.operator, (tx) => listTodos(tx, null));
    const dues = todos.map(({ dueAt }) => dueAt?.getTime() ?? Infinity);
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
  });
});
