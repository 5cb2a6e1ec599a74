import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { openMoneyWorld, type MoneyWorld } from '../../test/worlds/money.ts';
import { startSession } from '../domains/membership/index.ts';
import { closePeriod, listStatements } from '../domains/settlement/index.ts';
import { hashToken, newToken } from '../engines/token.ts';
import type { Actor } from '../kernel/actor.ts';
import { shanghaiDay } from '../kernel/clock.ts';
import { settlementDoors } from './settlement.ts';

let money: MoneyWorld;
let server: TestApp;
beforeAll(async () => {
  money = await openMoneyWorld();
  server = await openApp(money.world, settlementDoors());
  const shelf = await money.stockItem(10);
  const orders = [
    await money.deliver('901', shelf.line(3)),
    await money.buy(money.pickupAt(3), shelf.line(1)),
  ];
  await money.ship(orders);
  await money.claim(orders[1]!, 'wrong-item', 1);
  await money.relay();
  money.world.clock.forward(1);
});
afterAll(async () => {
  await server.app.close();
  await money.world.close();
});

const day = () => shanghaiDay(money.world.clock.now());
async function tokenOf({ memberId }: Actor): Promise<string> {
  const token = newToken();
  await money.as(null, (tx) => startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null }));
  return token;
}
const seller = () => money.home.shops[0]!.shopId;
const door = async (actor: Actor, url: string, body?: object) =>
  server.app.inject({
    method: body ? 'POST' : 'GET',
    url,
    headers: { 'x-lianbo-alliance': money.home.slug, 'idempotency-key': newToken() },
    cookies: { [`lianbo_${money.home.slug}`]: await tokenOf(actor) },
    ...(body ? { payload: body } : {}),
  });

test('operators close, twice the same; shops may not', async () => {
  const period = { fromDay: day(), toDay: day() };
  expect((await door(money.home.owners[0]!, '/api/statements', period)).statusCode).toBe(403);
  const first = await door(money.home.operator, '/api/statements', period);
  expect(first.json()).toMatchObject({ made: expect.any(Number) });
  expect(first.json<{ made: number }>().made).toBeGreaterThan(3);
  expect((await door(money.home.operator, '/api/statements', period)).json()).toEqual({
    made: 0,
    sumFen: '0',
  });
  expect((await door(money.home.owners[0]!, '/api/trial-balance')).statusCode).toBe(403);
  expect((await door(money.home.owners[0]!, '/api/journal')).statusCode).toBe(403);
  const journal = await door(money.home.operator, '/api/journal?kind=claim');
  expect(journal.json()).toMatchObject({ rows: [{ kind: 'claim', postings: expect.any(Array) }] });
});

test('the spreadsheet opens, and what it adds up itself is what is due', async () => {
  await money.as(money.home.operator, (tx) => closePeriod(tx, { fromDay: day(), toDay: day() }));
  const owner = money.home.owners[0]!;
  const { rows } = await money.as(owner, (tx) => listStatements(tx, { limit: 1, partyId: seller() }));
  const { statementId, dueFen } = rows[0]!;
  const answer = await door(owner, `/api/statements/${statementId}/export`);
  expect(answer.statusCode).toBe(200);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(answer.rawPayload as never);
  expect(book.worksheets.map(({ name }) => name)).toEqual(['对账单', '逐笔明细']);
  const formulas = book.worksheets.flatMap(formulasOf);
  expect(formulas).toHaveLength(3);
  for (const { result, reckoned } of formulas) expect(reckoned).toBeCloseTo(result, 6);
  const due = Number(dueFen) / 100;
  expect(formulas.filter(({ result }) => Math.abs(result - due) < 1e-6)).toHaveLength(2);
  expect((await door(money.home.owners[1]!, `/api/statements/${statementId}/export`)).statusCode).toBe(404);
});

/** Every "SUM(E4:E9)" with the result the file claims and what its cells add up to. */
function formulasOf(sheet: ExcelJS.Worksheet): { result: number; reckoned: number }[] {
  const found: { result: number; reckoned: number }[] = [];
  sheet.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.type !== ExcelJS.ValueType.Formula) return;
      const [, column, from, to] = /^SUM\(([A-Z])(\d+):[A-Z](\d+)\)$/.exec(cell.formula)!;
      let reckoned = 0;
      for (let at = Number(from); at <= Number(to); at += 1)
        reckoned += Number(sheet.getCell(`${column}${at}`).value);
      found.push({ result: Number(cell.result), reckoned });
    }),
  );
  return found;
}
