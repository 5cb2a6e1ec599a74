import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { startOfShanghaiDay } from '../../../kernel/clock.ts';
import { getBenchmark, getBenchmarkCoverage, renewBenchmarks } from '../index.ts';
import { addDays, eachWeekUpTo, lastWeekEnd, quarterOf, weeksUpTo } from '../rules/weeks.ts';
import { addOrders, addSales } from '../store/sales.ts';

const shopCount = 7;
let world: World;
let street: FoundedAlliance;
let small: FoundedAlliance;
beforeAll(async () => {
  world = await openWorld(); // Monday, 2026-11-23, 16:00 in Shanghai
  street = await foundIn(world, 'street', shopCount);
  small = await foundIn(world, 'small', 5);
  for (const alliance of [street, small]) await sell(alliance, '2026-11-16', () => 20);
});
afterAll(() => world.close());

/** So many orders of every shop at noon of a day; the dearer the later a shop joined. */
async function sell(alliance: FoundedAlliance, day: string, ordersOf: (at: number) => number): Promise<void> {
  const noon = new Date(startOfShanghaiDay(day).getTime() + 12 * 3_600_000);
  await alliance.transact(null, async (tx) => {
    for (const [at, { shopId }] of alliance.shops.entries()) {
      const orders = ordersOf(at);
      if (orders === 0) continue;
      const gmvFen = BigInt(orders * (1_000 + 111 * at));
      await addSales(tx, noon, [{ shopId, categoryCode: 'fruit', gmvFen, pieces: orders, lines: orders }]);
      await addOrders(tx, noon, [shopId], { placed: 0, paid: orders, newBuyers: 0 });
    }
  });
}

const renew = (alliance = street) => alliance.transact(null, renewBenchmarks);
const benchmark = (at: number, alliance = street) =>
  alliance.transact(alliance.owners[at]!, (tx) => getBenchmark(tx, { shopId: alliance.shops[at]!.shopId }));
const salesOf = async (at: number) =>
  (await benchmark(at)).metrics.find(({ metric }) => metric === 'sales-per-day')!;
const nextMonday = () => world.clock.forward(7 * 86_400);

test('weeks end on Sundays, and belong to the quarter they end in', () => {
  expect(lastWeekEnd(new Date('2026-11-22T15:59:00Z'))).toBe('2026-11-15');
  expect(lastWeekEnd(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-22');
  expect(weeksUpTo('2026-11-22', 4)).toEqual({ fromDay: '2026-10-26', toDay: '2026-11-22' });
  expect(eachWeekUpTo('2026-11-22', 2).map(({ fromDay }) => fromDay)).toEqual(['2026-11-09', '2026-11-16']);
  expect([quarterOf('2026-12-31'), quarterOf(addDays('2026-12-31', 1))]).toEqual(['2026-Q4', '2027-Q1']);
});

describe('bands of a street', () => {
  test('are published once a week, and each shop sees its own place', async () => {
    expect((await benchmark(0)).whyNoGroup).toBe('not-yet');
    expect(await renew()).toBe(4); // nobody has ten deliveries or ten buyers
    expect(await renew()).toBe(0);
    const seen = await benchmark(0);
    expect(seen).toMatchObject({
      quarter: '2026-Q4',
      group: { level: 'city-type3', type: 'grocery', shopCount },
      whyNoGroup: null,
    });
    expect((await salesOf(0)).bands).toEqual({ lower: 23_000, median: 27_000, upper: 30_000, shopCount });
    expect([await salesOf(0), await salesOf(6)].map(({ own, band }) => [own, band])).toEqual([
      [20_000, 1],
      [33_320, 4],
    ]);
    expect((await salesOf(0)).history.map(({ value }) => value)).toEqual([
      ...Array.from({ length: 7 }, () => null),
      20_000,
    ]);
    expect(JSON.stringify(seen)).not.toContain('33320');
  });

  test('are shown to people of the shop alone, operators not', async () => {
    const { shopId } = street.shops[0]!;
    for (const actor of [street.operator, street.owners[1]!])
      await expect(street.transact(actor, (tx) => getBenchmark(tx, { shopId }))).rejects.toThrow(
        'not-allowed',
      );
  });

  test('stay word for word when one shop alone has changed', async () => {
    nextMonday();
    const before = await salesOf(0);
    // The four weeks now end a week later: only the last shop sold in it, so nobody else's average moved.
    await sell(street, '2026-11-24', (at) => (at === 6 ? 30 : 0));
    await renew();
    expect(await salesOf(0)).toMatchObject({ bands: before.bands, toDay: '2026-11-22' });
    expect((await salesOf(6)).own).toBe(33_320);
  });

  test('move when more have', async () => {
    nextMonday();
    const before = await salesOf(0);
    await sell(street, '2026-12-01', () => 60);
    expect(await renew()).toBeGreaterThan(0);
    const after = await salesOf(0);
    expect(after.toDay).toBe('2026-12-06');
    expect(after.bands!.median).toBeGreaterThan(before.bands!.median);
  });

  test('keep their groups for the quarter; operators see whom they cover', async () => {
    const coverage = await street.transact(street.operator, getBenchmarkCoverage);
    expect(coverage).toMatchObject({
      quarter: '2026-Q4',
      shopCount,
      checkedWeekEnd: '2026-12-06',
      without: [],
    });
    expect(coverage.groups).toMatchObject([
      { shopCount, published: ['order-value', 'orders-per-day', 'refund-share', 'sales-per-day'] },
    ]);
    expect(coverage.groups[0]!.readers).toHaveLength(shopCount);
  });
});

test('an alliance of five has no peers: own past only, and told so', async () => {
  expect(await renew(small)).toBe(0);
  const seen = await benchmark(0, small);
  expect(seen).toMatchObject({ group: null, whyNoGroup: 'alliance-too-small', shopsNeeded: 6, shopCount: 5 });
  expect(seen.metrics.every(({ bands, band }) => bands === null && band === null)).toBe(true);
  expect(seen.metrics[0]!.history.some(({ value }) => value === 20_000)).toBe(true);
  const { rows } = await small.transact(null, (tx) => sql`select from peer_quarter`.execute(tx));
  expect(rows).toEqual([]);
});
