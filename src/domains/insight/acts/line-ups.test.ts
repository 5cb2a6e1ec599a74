import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { openMoneyWorld, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { itemInput } from '../../../../test/worlds/goods.ts';
import type { Shelf } from '../../../../test/worlds/orders.ts';
import { cutOffSeconds } from '../../../../test/worlds/pools.ts';
import { lineUpTimers } from '../../../clockwork/timers/line-ups.ts';
import type { ClockworkDeps } from '../../../clockwork/timer.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { putListing, updateItem } from '../../catalog/index.ts';
import { readLineUpTask, suggestLineUp } from '../index.ts';

let money: MoneyWorld;
let often: Shelf;
let once: Shelf;
let elsewhere: Shelf;
let few: Shelf;
beforeAll(async () => {
  money = await openMoneyWorld();
  often = await money.stockItem(100);
  once = await money.stockItem(100);
  elsewhere = await money.stockItem(100, { shopAt: 1 });
  few = await money.stockItem(4);
  for (let day = 0; day < 6; day++) {
    await money.buy(money.pickupAt(0), often.line(2), ...(day === 1 ? [once.line(1)] : []));
    await money.buy(money.pickupAt(0), elsewhere.line(3));
    if (day === 4) await money.buy(money.pickupAt(0), few.line(2));
    await money.relay();
    money.world.clock.forward(86_400);
  }
});
afterAll(() => money.world.close());

const shopId = (at: number) => money.home.shops[at]!.shopId;
const rank = () =>
  lineUpTimers[0]!.run({
    funnel: money.world.app,
    listAlliances: async () => [money.home.allianceId],
  } as unknown as ClockworkDeps);
const suggest = (at = 0) =>
  money.as(money.home.operator, (tx) => suggestLineUp(tx, { shopId: shopId(at), size: 10 }));
async function rowOf(poolId: string, startsAt?: Date) {
  const input = { shopId: shopId(0), size: 20, ...(startsAt && { startsAt }) };
  const { rows } = await money.as(money.home.operator, (tx) => suggestLineUp(tx, input));
  return rows.find((row) => row.poolId === poolId);
}

test('pieces by item, day and shop equal a recomputation from the lines', async () => {
  const rows = await money.as(null, async (tx) => {
    const counted = await sql`
      select shop_id, day, variant_id, pieces from item_day order by 1, 2, 3`.execute(tx);
    const recomputed = await sql`
      select coalesce(room_shop_id, seller_shop_id) as shop_id, (paid_at at time zone 'Asia/Shanghai')::date as day,
        variant_id, sum(quantity)::bigint as pieces
      from order_line where paid_at is not null group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
    return [counted.rows, recomputed.rows];
  });
  expect(rows[0]!.length).toBe(6 + 1 + 6 + 1);
  expect(rows[0]).toEqual(rows[1]);
});

describe('suggestions', () => {
  test('before the first night there is no ranking, and that is said', async () => {
    expect((await suggest()).ranking).toBeNull();
  });

  test('what the shop sells often comes first, with the reason; the order says what it rests on', async () => {
    await rank();
    const { ranking, rows } = await suggest();
    expect(ranking).toEqual({
      ...{ kind: 'blend', asOf: '2026-11-29', historyDays: 6, lessons: 0, gainPercent: null },
    });
    const at = (variantId: string) => rows.findIndex(({ item }) => item.variantId === variantId);
    expect(at(often.variantId)).toBe(0);
    expect(rows[0]!.reasons).toContainEqual({ code: 'sells-here', value: 6, other: null });
    expect(at(once.variantId)).toBeGreaterThan(0);
    // Two of four are left.
    expect(rows[at(few.variantId)]!.reasons.at(-1)).toEqual({ code: 'stock-short', value: 2, other: null });
    // The first shop does not list what the second sells.
    expect(at(elsewhere.variantId)).toBe(-1);
    expect((await suggest(1)).rows[0]!.item.variantId).toBe(elsewhere.variantId);
  });

  test('a day is ranked once, the next again', async () => {
    expect(await money.as(null, (tx) => readLineUpTask(tx))).toBeNull();
    money.world.clock.forward(86_400);
    expect((await money.as(null, (tx) => readLineUpTask(tx)))?.asOf).toBe('2026-11-30');
    await rank();
    expect((await suggest()).ranking?.asOf).toBe('2026-11-30');
  });

  test('what sold in another shop is suggested once this shop lists it and has it', async () => {
    const listed = await money.list(elsewhere.variantId, 0, 50, 900n);
    const row = (await suggest()).rows.find(({ item }) => item.variantId === listed.variantId)!;
    expect(row).toMatchObject({ priceFen: 900n, available: 50, poolId: null });
    expect(row.reasons.map(({ code }) => code)).not.toContain('sells-here');
  });

  test('a running pool is suggested though nobody ranked it, until its cut-off comes before the live', async () => {
    const { poolId } = await money.openRound();
    expect((await rowOf(poolId))?.reasons.map(({ code }) => code)).toContain('pool-running');
    const startsAt = addSeconds(money.world.clock.now(), cutOffSeconds + 1);
    expect(await rowOf(poolId, startsAt)).toBeUndefined();
  });

  test('goods that become regulated are gone at once, from pools too; so are those switched off', async () => {
    const { poolId, variantId } = await money.openRound();
    expect(await rowOf(poolId)).toBeDefined();
    await money.as(money.home.operator, async (tx) => {
      const listing = { shopId: shopId(0), variantId: once.variantId, priceFen: 1_500n };
      await putListing(tx, { ...listing, exposureLimit: null, perPersonLimit: null, status: 'off' });
      for (const id of [variantId, often.variantId]) {
        const facts = itemInput({ name: '布洛芬', isRegulated: true });
        await updateItem(tx, { ...facts, variantId: id, status: 'active' });
      }
    });
    expect(await rowOf(poolId)).toBeUndefined();
    const ids = (await suggest()).rows.map(({ item }) => item.variantId);
    expect(ids).not.toContain(once.variantId);
    expect(ids).not.toContain(often.variantId);
  });

  test('statements do not grow with what is suggested', async () => {
    const counts = await money.as(money.home.operator, async (tx) => {
      const one = recordStatements(tx);
      await suggestLineUp(one.handle, { shopId: shopId(0), size: 1 });
      const all = recordStatements(tx);
      await suggestLineUp(all.handle, { shopId: shopId(0), size: 20 });
      return [one.statements.length, all.statements.length];
    });
    expect(counts[1]).toBe(counts[0]);
  });
});
