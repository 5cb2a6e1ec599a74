import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorIn, foundIn } from '../../../../test/worlds/alliance.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { openMoneyWorld, type Bought, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { poolLine, type Shelf } from '../../../../test/worlds/orders.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { giveGrant } from '../../membership/index.ts';
import {
  agreeStatement,
  closePeriod,
  disputeStatement,
  getStatement,
  listStatementLines,
  listStatements,
  postDone,
  statementForExport,
  statementsToCheck,
  trialBalance,
} from '../index.ts';

const daySeconds = 86_400;
let money: MoneyWorld;
let shelf: Shelf;
let pooled: Bought;
let supplier: Actor;

/** One pool sold at two doors, one delivery, one order fetched at another shop; the first day is closed. */
beforeAll(async () => {
  money = await openMoneyWorld();
  supplier = await hireSupplier();
  const { poolId } = await money.openRound();
  pooled = await money.buy(money.pickupAt(0), poolLine(poolId, shopId(0), 40));
  const next = await money.buy(money.pickupAt(1), poolLine(poolId, shopId(1), 20));
  await money.receive(poolId, 60);
  await money.relay();
  shelf = await money.stockItem(100, { shopAt: 2 });
  const orders = [
    pooled,
    next,
    await money.deliver('801', shelf.line(2)),
    await money.buy(money.pickupAt(3), shelf.line(1)),
  ];
  await money.ship(orders);
  await money.relay();
  await close(today());
});
afterAll(() => money.world.close());

const shopId = (at: number) => money.home.shops[at]!.shopId;
const today = () => shanghaiDay(money.world.clock.now());
/** A second later: what is posted at the very moment of closing falls to the next period. */
async function close(day: string) {
  money.world.clock.forward(1);
  return operate((tx) => closePeriod(tx, { fromDay: day, toDay: day }));
}
function operate<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return money.as(money.home.operator, work);
}

async function hireSupplier(): Promise<Actor> {
  const person = { phone: '13755550001', name: '林老板', duties: [] };
  const { memberId } = await money.as(money.home.operator, (tx) =>
    giveGrant(tx, { ...person, role: 'supplier', shopId: null, supplierId: money.supplierId }),
  );
  return actorIn(money.world, money.home.allianceId, memberId);
}

const allStatements = async () => (await operate((tx) => listStatements(tx, { limit: 100 }))).rows;
async function statementOf(partyKind: string, partyId: string | null = null) {
  const row = (await allStatements()).find(
    ({ party }) => party.partyKind === partyKind && party.partyId === partyId,
  );
  return operate((tx) => getStatement(tx, row!.statementId));
}

describe('a closed period', () => {
  test('every statement is the sum of its lines and of its postings, and all of them are the books', async () => {
    const statements = await allStatements();
    expect(statements.map(({ party }) => party.name)).toEqual(
      expect.arrayContaining([
        '南粤果业',
        '联盟公积金',
        '联播平台',
        '桂花里 0 号店',
        '桂花里 3 号店',
        '小赵0',
      ]),
    );
    for (const { statementId, dueFen } of statements) {
      const { lines } = await operate((tx) => getStatement(tx, statementId));
      const postings = await operate((tx) => listStatementLines(tx, { statementId, limit: 100 }));
      expect(lines.reduce((sum, line) => sum + line.amountFen, 0n)).toBe(dueFen);
      expect(postings.rows.reduce((sum, row) => sum + row.amountFen, 0n)).toBe(dueFen);
      expect(postings.rows).toHaveLength(lines.reduce((sum, line) => sum + line.count, 0));
    }
    const { accounts } = await operate(trialBalance);
    const clearing = accounts.filter(({ account }) => account === 'clearing');
    const told = statements.reduce((sum, { dueFen }) => sum + dueFen, 0n);
    expect(told + clearing.reduce((sum, { balanceFen }) => sum + balanceFen, 0n)).toBe(0n);
  });

  test('a shop gets the same fen with a calculator', async () => {
    const { lines, savings } = await statementOf('shop', shopId(0));
    const line = (item: string) => lines.find((one) => one.item === item)!;
    // 60 boxes crossed the second rung: 23.80 instead of 26.80, at 18.00 instead of 22.00.
    expect(line('pool-cost')).toMatchObject({ how: '60 × ¥22.00', amountFen: -132_000n });
    expect(line('goods')).toMatchObject({ amountFen: 60n * 2_380n, count: 2 });
    expect(line('saving')).toMatchObject({ amountFen: (60n * 400n * 6n * 40n) / 10n / 60n });
    expect(line('saving-passed-on')).toMatchObject({ amountFen: (60n * 400n * 3n) / 10n });
    expect(savings).toEqual({ totalFen: 24_000n, shopsFen: 14_400n, shoppersFen: 7_200n, fundFen: 2_400n });
    const pickup = await statementOf('shop', shopId(3));
    expect(pickup.lines).toMatchObject([{ item: 'pickup-earned', how: '1 × ¥0.50', amountFen: 50n }]);
    const supplied = await statementOf('supplier', money.supplierId);
    expect(supplied.lines).toMatchObject([{ item: 'supplied', how: '60 × ¥18.00', amountFen: 108_000n }]);
  });

  test('the fund tells commission, savings, fees and what couriers cost', async () => {
    const { lines, dueFen } = await statementOf('fund');
    expect(lines.map(({ item }) => item)).toEqual([
      'saving',
      'commission-earned',
      'courier-paid',
      'delivery-fee',
    ]);
    expect(dueFen).toBe(await money.dueTo('fund'));
  });

  test('closing it again makes nothing; what comes late falls to the next one', async () => {
    const { statementId, dueFen } = await statementOf('shop', shopId(2));
    expect(await close(today())).toEqual({ made: 0, sumFen: 0n });
    const late = await money.buy(money.pickupAt(2), shelf.line(1));
    await money.ship([late]);
    await money.relay();
    expect(await close(today())).toEqual({ made: 0, sumFen: 0n });
    expect((await operate((tx) => getStatement(tx, statementId))).dueFen).toBe(dueFen);

    money.world.clock.forward(daySeconds);
    const twice = await Promise.all([close(today()), close(today())]);
    expect(twice.map(({ made }) => made).toSorted((a, b) => a - b)).toEqual([0, 3]);
    const next = await statementOf('shop', shopId(2));
    expect(next).toMatchObject({ fromDay: today(), dueFen: 1_500n - 75n - 15n, earlier: [{ statementId }] });
    await expect(close('2026-12-24')).rejects.toMatchObject({ code: 'period-open' });
  });

  test('its party agrees, or disagrees first', async () => {
    const owner = money.home.owners[3]!;
    const { statementId } = await statementOf('shop', shopId(3));
    const before = await operate((tx) => statementsToCheck(tx, [shopId(3)]));
    expect(before.count).toBe(1);
    const dispute = () => money.as(owner, (tx) => disputeStatement(tx, { statementId, note: '少了一单' }));
    const agree = () => money.as(owner, (tx) => agreeStatement(tx, { statementId }));
    expect(await dispute()).toMatchObject({ state: 'disputed', note: '少了一单', agreedAt: null });
    await expect(dispute()).rejects.toMatchObject({ code: 'statement-state' });
    expect(await agree()).toMatchObject({ state: 'agreed', agreedAt: money.world.clock.now() });
    await expect(agree()).rejects.toMatchObject({ code: 'statement-state', data: { state: '已确认' } });
    await expect(dispute()).rejects.toMatchObject({ code: 'statement-state' });
    expect(await operate((tx) => statementsToCheck(tx, [shopId(3)]))).toEqual({ count: 0, worst: '' });
  });
});

describe('who sees it', () => {
  test('its own party and operators', async () => {
    const own: [Actor, string, string][] = [
      [money.home.owners[2]!, 'shop', shopId(2)],
      [money.couriers[0]!, 'courier', money.couriers[0]!.memberId],
      [supplier, 'supplier', money.supplierId],
    ];
    for (const [actor, kind, id] of own) {
      const { rows } = await money.as(actor, (tx) => listStatements(tx, { limit: 100 }));
      expect(rows.length).toBeGreaterThan(0);
      expect(new Set(rows.map(({ party }) => `${party.partyKind} ${party.partyId}`))).toEqual(
        new Set([`${kind} ${id}`]),
      );
      expect(await money.as(actor, (tx) => listStatements(tx, { limit: 9, partyId: shopId(0) }))).toEqual({
        rows: [],
        nextCursor: null,
      });
    }
  });

  test('nobody else, by whatever door: another shop, a shopper, another alliance', async () => {
    const { statementId } = await statementOf('shop', shopId(0));
    const { statementId: fundId } = await statementOf('fund');
    const elsewhere = await foundIn(money.world, 'elsewhere', 1);
    const doors: ((tx: Tx, id: string) => Promise<unknown>)[] = [
      (tx, id) => getStatement(tx, id),
      (tx, id) => listStatementLines(tx, { statementId: id, limit: 5 }),
      statementForExport,
      (tx, id) => agreeStatement(tx, { statementId: id }),
      (tx, id) => disputeStatement(tx, { statementId: id, note: '不对' }),
    ];
    for (const door of doors) {
      for (const actor of [money.home.owners[2]!, pooled.buyer, money.couriers[1]!, supplier, null])
        for (const id of [statementId, fundId])
          await expect(money.as(actor, (tx) => door(tx, id))).rejects.toMatchObject({ code: 'not-found' });
      const foreign = elsewhere.transact(elsewhere.operator, (tx) => door(tx, statementId));
      await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    }
    const theirs = await elsewhere.transact(elsewhere.operator, trialBalance);
    expect(theirs).toMatchObject({ entryCount: 0, postingCount: 0, accounts: [] });
  });
});

describe('the journal is append-only', () => {
  const asSystem = <T>(work: (tx: Tx) => Promise<T>) =>
    money.world.system.transact({ allianceId: money.home.allianceId, actor: null }, work);
  const changes = [
    sql`update journal_entry set memo = ''`,
    sql`delete from journal_entry`,
    sql`update posting set amount_fen = amount_fen + 1`,
    sql`update posting set unit_fen = 1, statement_id = entry_id where statement_id is null`,
    sql`delete from posting`,
  ];

  test('for the app role by its rights, for everybody by trigger', async () => {
    for (const change of changes) {
      await expect(operate((tx) => change.execute(tx))).rejects.toMatchObject({ code: '42501' });
      await expect(asSystem((tx) => change.execute(tx))).rejects.toMatchObject({ code: 'LB001' });
    }
  });

  test('a posting is told on one statement, and what a statement says stays', async () => {
    const restamp = sql`update posting set statement_id = null where statement_id is not null`;
    await expect(operate((tx) => restamp.execute(tx))).rejects.toMatchObject({ code: 'LB001' });
    const rewrite = sql`update statement set due_fen = 0`;
    await expect(operate((tx) => rewrite.execute(tx))).rejects.toMatchObject({ code: '42501' });
    await expect(operate((tx) => sql`delete from statement`.execute(tx))).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('an entry that is off by a fen is not committed', async () => {
    const crooked = operate(async (tx) => {
      await sql`insert into posting (alliance_id, entry_id, line, account_id, item, amount_fen, quantity, at)
        select alliance_id, entry_id, 999, account_id, item, 1, 1, at from posting limit 1`.execute(tx);
    });
    await expect(crooked).rejects.toMatchObject({ code: 'LB002' });
  });
});

test('statements per act do not grow with lines or parties', async () => {
  const counts: number[] = [];
  for (const size of [2, 8]) {
    const lines = await Promise.all(
      Array.from({ length: size }, async () => (await money.stockItem(5, { shopAt: 4 })).line(1)),
    );
    const order = await money.buy(money.pickupAt(4), ...lines);
    const { shopOrders } = await money.orderOf(order);
    const ids = shopOrders.flatMap((one) => one.lines.map((line) => line.orderLineId));
    counts.push(
      await operate(async (tx) => {
        const recorded = recordStatements(tx);
        await postDone(recorded.handle, ids);
        return recorded.statements.length;
      }),
    );
  }
  expect(counts[0]).toBe(counts[1]);
  expect(counts[0]).toBeLessThanOrEqual(15);
  money.world.clock.forward(daySeconds);
  const closing = await operate(async (tx) => {
    const recorded = recordStatements(tx);
    await closePeriod(recorded.handle, { fromDay: today(), toDay: today() });
    return recorded.statements.length;
  });
  expect(closing).toBeLessThanOrEqual(12);
});
