import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyWorld, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { poolLine } from '../../../../test/worlds/orders.ts';
import { checkItself, listDifferences, listTodos } from '../index.ts';

let money: MoneyWorld;
/** Past every rule of the product. */
let owner: Client;
beforeAll(async () => {
  money = await openMoneyWorld();
  owner = new Client({ connectionString: money.world.url });
  await owner.connect();
  const shelf = await money.stockItem(20);
  const { poolId } = await money.openRound();
  await money.buy(money.pickupAt(0), shelf.line(2), poolLine(poolId, shelf.shopId, 3));
  await money.relay();
});
afterAll(async () => {
  await owner.end();
  await money.world.close();
});

const check = () => money.as(null, checkItself);
const operator = () => money.home.operator;
const todo = async () =>
  (await money.as(operator(), (tx) => listTodos(tx, null))).find(({ kind }) => kind === 'sums-differ');

test('what adds up is nothing to do', async () => {
  expect(await check()).toBe(0);
  expect(await todo()).toBeUndefined();
});

test.each([
  ['counter', 'update stock_counter set held = held + 1', 'update stock_counter set held = held - 1'],
  [
    'pool',
    'update pool set paid_quantity = paid_quantity + 1',
    'update pool set paid_quantity = paid_quantity - 1',
  ],
  [
    'balance',
    `update account_balance set balance_fen = balance_fen + 1 where balance_fen > 0`,
    `update account_balance set balance_fen = balance_fen - 1 where balance_fen > 0`,
  ],
  [
    'facts',
    `update outbox set relayed_at = null, announced_at = announced_at - interval '1 hour'`,
    `update outbox set relayed_at = announced_at, announced_at = announced_at + interval '1 hour'`,
  ],
])(
  'a planted difference in %s is found, shown to operators, and gone when mended',
  async (what, plant, mend) => {
    await owner.query(plant);
    const found = await check();
    expect(found).toBeGreaterThan(0);
    const since = money.world.clock.now();
    money.world.clock.forward(3_600);
    expect(await check()).toBe(found);
    const { rows } = await money.as(operator(), listDifferences);
    expect(rows.map((row) => [row.what, row.since])).toEqual(rows.map(() => [what, since]));
    expect(rows.every(({ subject, expected, found: is }) => subject !== '' && expected !== is)).toBe(true);
    expect(await todo()).toMatchObject({
      count: found,
      worst: rows[0]!.subject,
      dueAt: since,
      href: '/self-check',
    });
    expect((await money.as(operator(), (tx) => listTodos(tx, null)))[0]!.kind).toBe('sums-differ');
    expect(await money.as(operator(), (tx) => listTodos(tx, money.home.shops[0]!.shopId))).not.toContainEqual(
      expect.objectContaining({ kind: 'sums-differ' }),
    );
    await owner.query(mend);
    expect(await check()).toBe(0);
    expect(await todo()).toBeUndefined();
  },
);
