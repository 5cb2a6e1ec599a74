import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordStatements } from '../../../test/worlds/count-statements.ts';
import { openMoneyWorld, type MoneyWorld } from '../../../test/worlds/money.ts';
import { poolLine, type Shelf } from '../../../test/worlds/orders.ts';
import {
  forecastTonight,
  gatherForecastInput,
  getForecast,
  getForecastRuns,
  listSuggestions,
  startForecast,
} from '../../domains/insight/index.ts';
import { countStock } from '../../domains/stock/index.ts';
import { addOffer, addSupplier } from '../../domains/supply/index.ts';
import type { ClockworkDeps } from '../timer.ts';
import { runForecast } from './run-forecast.ts';

const daysSold = 16;
/** Day of the history on which the shelf is empty for an hour. */
const emptyDay = 11;
const hourSeconds = 3_600;
let money: MoneyWorld;
let shelf: Shelf;
beforeAll(async () => {
  money = await openMoneyWorld();
  shelf = await money.stockItem(400);
});
afterAll(() => money.world.close());

const operator = () => money.home.operator;
const owner = () => money.home.owners[0]!;
const shopId = () => money.home.shops[0]!.shopId;
const work = async () => {
  const job = money.world.jobs.filter(({ queue }) => queue === 'run-forecast').at(-1)!;
  const deps = { funnel: money.world.app } as unknown as ClockworkDeps;
  await runForecast.handle(deps, { jobId: 'job', allianceId: money.home.allianceId, data: job.data });
};
const runs = () => money.as(operator(), getForecastRuns);

describe('a forecast', () => {
  test('of nothing sold ends with that reason', async () => {
    await money.as(operator(), startForecast);
    await work();
    expect(await runs()).toMatchObject({ newest: { state: 'failed', error: 'nothing-sold' }, shown: null });
    expect((await money.as(operator(), (tx) => listSuggestions(tx, {}))).rows).toEqual([]);
  });

  test('is made once a night', async () => {
    const jobs = () => money.world.jobs.filter(({ queue }) => queue === 'run-forecast').length;
    money.world.clock.forward(24 * hourSeconds); // 16:00
    const before = jobs();
    await money.as(null, forecastTonight);
    await money.as(null, forecastTonight);
    expect(jobs()).toBe(before + 1);
    await work();
    money.world.clock.forward(9 * hourSeconds); // 01:00 of the next day
    await money.as(null, forecastTonight);
    expect(jobs()).toBe(before + 1);
    money.world.clock.forward(2 * hourSeconds);
    await money.as(null, forecastTonight);
    expect(jobs()).toBe(before + 2);
    await work();
  });

  test('learns from shelves, knows when they were empty, and keeps pre-orders apart', async () => {
    const { poolId } = await money.openRound();
    await money.buy(money.pickupAt(0), poolLine(poolId, shopId(), 5));
    for (let day = 0; day < daysSold; day += 1) {
      await money.buy(money.pickupAt(0), shelf.line(2 + (day % 3)));
      money.world.clock.forward(24 * hourSeconds);
      if (day !== emptyDay - 1) continue;
      await leave(0);
      money.world.clock.forward(hourSeconds);
      await leave(300);
    }
    await money.buy(money.pickupAt(0), shelf.line(1)); // today is not over: it is not learnt from
    await money.relay();
    const input = (await money.as(null, gatherForecastInput))!;
    expect(input.series.map((one) => [one.shopId, one.variantId])).toEqual([[shopId(), shelf.variantId]]);
    const { panel, asOf } = input.task;
    const today = asOf - panel.startDay;
    expect(today).toBe(daysSold);
    const sold = Array.from(panel.sales.subarray(0, today));
    expect(sold).toEqual(Array.from({ length: daysSold }, (_, day) => 2 + (day % 3)));
    const out = [...panel.stockedOut!.subarray(0, today)].flatMap((flag, day) => (flag ? [day] : []));
    expect(out).toEqual([emptyDay]);
  });

  test('says what to order, why, and how far it can be trusted', async () => {
    await leave(1);
    await money.as(operator(), startForecast);
    await expect(money.as(operator(), startForecast)).rejects.toThrow('forecast-running');
    await work();
    const { shown } = await runs();
    expect(shown).toMatchObject({ state: 'done', progressPercent: 100, horizonDays: 14, seriesCount: 1 });
    const { rows } = await money.as(owner(), (tx) => listSuggestions(tx, { shopId: shopId() }));
    expect(rows).toHaveLength(1);
    const [row] = rows;
    expect(row).toMatchObject({ available: 1, isCostKnown: false, reason: 'covers-until-next-order' });
    const aDay = row!.expectedDemand / row!.coverDays;
    expect(aDay).toBeGreaterThan(2);
    expect(aDay).toBeLessThan(4);
    // One piece is there, and will be gone before the order comes.
    expect(row!.suggested).toBe(Math.round(row!.target));
    expect(row!.target).toBeGreaterThan(row!.expectedDemand);
    const detail = await money.as(owner(), (tx) =>
      getForecast(tx, { shopId: shopId(), variantId: shelf.variantId }),
    );
    expect(detail.days).toHaveLength(14);
    expect(detail.days.every(({ quantiles }) => quantiles.length === detail.levels.length)).toBe(true);
    expect(detail.history).toHaveLength(daysSold);
    expect(detail.history.filter(({ isEmpty }) => isEmpty)).toHaveLength(1);
    expect(detail.inputs).toMatchObject({ historyDays: daysSold, soldDays: daysSold, emptyDays: 1 });
    expect(detail.method).not.toBe('trees');
  });

  test('orders for the hub in the supplier’s packs, and tells costs to operators alone', async () => {
    await money.as(operator(), async (tx) => {
      const person = {
        contactName: '林老板',
        phone: '13700000009',
        licenceNumber: 'SC1',
        licenceUntil: '2028-01-31',
      };
      const place = { lng: 120.21, lat: 30.25 };
      const supplier = await addSupplier(tx, { name: '番茄农场', leadHours: 14, ...person, ...place });
      const terms = { baseCostFen: 1_050n, packSize: 12, moq: 12, capPerRound: 600 };
      const tiers = [{ minQuantity: 24, costFen: 1_000n, retailFen: 1_300n }];
      await addOffer(tx, { supplierId: supplier.supplierId, variantId: shelf.variantId, tiers, ...terms });
    });
    await money.as(operator(), startForecast);
    await work();
    const { variantId } = shelf;
    const hub = await money.as(operator(), (tx) => getForecast(tx, { variantId }));
    expect(hub).toMatchObject({ shopId: null, isCostKnown: true });
    expect(hub.inputs).toMatchObject({ costFen: 1_050n, packSize: 12, supplierName: '番茄农场' });
    expect(hub.suggested % 12).toBe(0);
    expect(Math.abs(hub.suggested - hub.target)).toBeLessThanOrEqual(6);
    const own = { variantId, shopId: shopId() };
    const told = await money.as(owner(), (tx) => getForecast(tx, own));
    expect(told).toMatchObject({ isCostKnown: true, inputs: { costFen: null } });
    expect(told.serviceLevel).toBe(0.95);
    expect((await money.as(operator(), (tx) => getForecast(tx, own))).inputs.costFen).toBe(1_050n);
  });

  test('that is taken up again after a crash is kept once', async () => {
    const { shown } = await runs();
    await work();
    expect((await runs()).shown).toEqual(shown);
  });

  test('that never ends does not keep the next from being made', async () => {
    await money.as(operator(), startForecast);
    money.world.clock.forward(5 * hourSeconds);
    await expect(money.as(operator(), startForecast)).rejects.toThrow('forecast-running');
    money.world.clock.forward(2 * hourSeconds);
    await money.as(operator(), startForecast);
    await work();
    expect((await runs()).newest).toMatchObject({ state: 'done' });
  });

  test('takes as many statements for one item as for many', async () => {
    const count = async () =>
      money.as(null, async (tx) => {
        const { handle, statements } = recordStatements(tx);
        await gatherForecastInput(handle);
        return statements.length;
      });
    const one = await count();
    const more = [await money.stockItem(20), await money.stockItem(20), await money.stockItem(20)];
    await money.buy(money.pickupAt(0), ...more.map((other) => other.line(1)));
    money.world.clock.forward(24 * hourSeconds);
    await money.relay();
    expect((await money.as(null, gatherForecastInput))!.series).toHaveLength(5);
    expect(await count()).toBe(one);
  });
});

/** Counts the shelf to so many pieces that can be promised. */
async function leave(pieces: number): Promise<void> {
  const [, held, allocated] = await money.stockOf(shelf);
  const { locationId, variantId } = shelf;
  const counts = [{ variantId, counted: pieces + held + allocated }];
  await money.as(operator(), (tx) => countStock(tx, { locationId, counts, reason: '' }));
}
