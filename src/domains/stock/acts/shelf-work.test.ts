import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinShopper } from '../../../../test/worlds/alliance.ts';
import { recordStatements } from '../../../../test/worlds/count-statements.ts';
import { openShelfWorld, type ShelfWorld } from '../../../../test/worlds/shelves.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import {
  allocateStock,
  commitHolds,
  countStock,
  listLocations,
  listStock,
  locationOfShop,
  lockCounters,
  placeHolds,
  receiveStock,
  releaseHolds,
  shipStock,
  transferStock,
  writeOffExpired,
} from '../index.ts';

let shelves: ShelfWorld;
beforeAll(async () => {
  shelves = await openShelfWorld(12);
});
afterAll(() => shelves.world.close());

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no refusal',
    (error: { code: string; field: string | null; data: unknown }) => `${error.code} ${error.field}`,
  );
}
function count(locationId: string, ...counts: [variantId: string, counted: number][]) {
  const rows = counts.map(([variantId, counted]) => ({ variantId, counted }));
  return (tx: Tx) => countStock(tx, { locationId, reason: '晚盘', counts: rows });
}

describe('quick count', () => {
  test('a shop counts its own place and no other; shoppers count nothing', async () => {
    const { home, placeIds, hubId, world } = shelves;
    const [variantId = ''] = shelves.variantIds;
    const [mine = '', theirs = ''] = placeIds;
    const owner = home.owners[0]!;
    expect(await home.transact(owner, count(mine, [variantId, 4]))).toEqual({
      rows: [{ variantId, before: 0, after: 4 }],
    });
    expect(await refusalOf(home.transact(owner, count(theirs, [variantId, 4])))).toBe(
      'not-allowed locationId',
    );
    expect(await refusalOf(home.transact(owner, count(hubId, [variantId, 4])))).toBe(
      'not-allowed locationId',
    );
    const shopper = await joinShopper(world, home.allianceId, 2);
    expect(await refusalOf(home.transact(shopper, count(mine, [variantId, 4])))).toBe(
      'not-allowed locationId',
    );
    expect(await refusalOf(home.transact(owner, count(randomUUID(), [variantId, 4])))).toBe(
      'not-found locationId',
    );
    expect(await refusalOf(home.transact(owner, count(mine, [randomUUID(), 4])))).toBe('not-found variantId');
    expect(
      await refusalOf(home.transact(owner, (tx) => listStock(tx, { locationId: theirs, limit: 5 }))),
    ).toBe('not-allowed locationId');
  });

  test('below what is promised it is refused at the row that says so, and nothing is counted', async () => {
    const [first = '', second = ''] = shelves.variantIds.slice(1);
    const place = shelves.placeIds[1]!;
    await shelves.receive(place, second, 6);
    await shelves.act((tx) =>
      allocateStock(tx, [{ locationId: place, variantId: second, quantity: 4, source: 'test' }]),
    );
    const low = shelves.act(count(place, [first, 9], [second, 3]));
    expect(await refusalOf(low)).toBe('count-below-promised counts.1.counted');
    expect(await shelves.counter(place, first)).toBe('');
    await shelves.act(count(place, [second, 4]));
    expect(await shelves.counter(place, second)).toBe('4/0/4');
  });
});

describe('places', () => {
  test('are listed with their shops; an alliance sees its own', async () => {
    const { home, placeIds } = shelves;
    const rows = await shelves.act(listLocations);
    expect(rows.filter(({ kind }) => kind === 'shop').map(({ locationId }) => locationId)).toEqual(placeIds);
    const byShop = await shelves.act((tx) => locationOfShop(tx, [home.shops[1]!.shopId, randomUUID()]));
    expect([...byShop]).toEqual([[home.shops[1]!.shopId, placeIds[1]]]);
  });
});

describe('the list of a place', () => {
  test('is found by initials, paged by code, with the nearest day', async () => {
    const hub = await shelves.addHub();
    for (const variantId of shelves.variantIds.slice(0, 5))
      await shelves.receive(hub, variantId, 2, '2026-12-03');
    await shelves.receive(hub, shelves.variantIds[0]!, 1, '2026-11-28');
    const page = await shelves.act((tx) => listStock(tx, { locationId: hub, limit: 3, q: 'xg' }));
    expect(
      page.rows.map(({ item, onHand, available, earliestExpiry }) => [
        item.itemCode,
        onHand,
        available,
        earliestExpiry,
      ]),
    ).toEqual([
      ['LB-0218-0001', 3, 3, '2026-11-28'],
      ['LB-0218-0002', 2, 2, '2026-12-03'],
      ['LB-0218-0003', 2, 2, '2026-12-03'],
    ]);
    const cursor = page.nextCursor!;
    const rest = await shelves.act((tx) => listStock(tx, { locationId: hub, limit: 3, q: 'xg', cursor }));
    expect(rest.rows.map(({ item }) => item.itemCode)).toEqual(['LB-0218-0004', 'LB-0218-0005']);
    expect(rest.nextCursor).toBeNull();
    expect((await shelves.act((tx) => listStock(tx, { locationId: hub, limit: 3, q: '没有' }))).rows).toEqual(
      [],
    );
  });
});

describe('expiry', () => {
  test('the day after the last good one, what is not promised leaves the sale', async () => {
    const variantId = shelves.variantIds[5]!;
    const hub = await shelves.addHub();
    await shelves.receive(hub, variantId, 6, '2026-11-23');
    await shelves.receive(hub, variantId, 2, '2026-12-23');
    await shelves.act((tx) =>
      allocateStock(tx, [{ locationId: hub, variantId, quantity: 5, source: 'test' }]),
    );
    expect(await shelves.act(writeOffExpired)).toBe(0);
    shelves.world.clock.forward(8 * 3_600);
    expect(await shelves.act(writeOffExpired)).toBe(3);
    expect(await shelves.counter(hub, variantId)).toBe('5/0/5');
    expect(await shelves.act(writeOffExpired)).toBe(0);
    expect(await shelves.differences()).toEqual([]);
  });
});

test('no act sends a statement per row', async () => {
  const hub = await shelves.addHub();
  const acts = (variantIds: readonly string[]): [string, (tx: Tx) => Promise<unknown>][] => {
    const rows = variantIds.map((variantId) => ({ locationId: hub, variantId, quantity: 1, source: 'test' }));
    const holds = () =>
      rows.map((row) => ({
        ...row,
        orderLineId: randomUUID(),
        memberId: shelves.shopperId,
        expiresAt: new Date(0),
      }));
    const [paid, gone] = [holds(), holds()];
    const idsOf = (list: typeof paid) => list.map(({ orderLineId }) => orderLineId);
    const there = { fromLocationId: hub, toLocationId: shelves.hubId };
    return [
      [
        'receive',
        (tx) => receiveStock(tx, ...rows.map((row) => ({ ...row, quantity: 9, batch: '', expiresOn: null }))),
      ],
      ['lock', (tx) => lockCounters(tx, rows)],
      ['hold', (tx) => placeHolds(tx, [...paid, ...gone])],
      ['commit', (tx) => commitHolds(tx, idsOf(paid))],
      ['release', (tx) => releaseHolds(tx, idsOf(gone), 'expired')],
      ['ship', (tx) => shipStock(tx, rows)],
      [
        'transfer',
        (tx) =>
          transferStock(
            tx,
            rows.map((row) => ({ ...row, ...there })),
          ),
      ],
      ['count', count(hub, ...variantIds.map((id): [string, number] => [id, 20]))],
    ];
  };
  await shelves.act((tx) => lockCounters(tx, pairs(shelves.variantIds, [hub, shelves.hubId])));
  const counted = async (variantIds: readonly string[]) => {
    const result: Record<string, number> = {};
    for (const [name, work] of acts(variantIds)) {
      result[name] = await shelves.act(async (tx) => {
        const { handle, statements } = recordStatements(tx);
        await work(handle);
        return statements.length;
      });
    }
    return result;
  };
  const few = await counted(shelves.variantIds.slice(0, 1));
  expect(await counted(shelves.variantIds.slice(1))).toEqual(few);
  expect(few).toMatchObject({ lock: 1, hold: 1, commit: 1, release: 1 });
});

function pairs(variantIds: readonly string[], locationIds: readonly string[]) {
  return locationIds.flatMap((locationId) => variantIds.map((variantId) => ({ locationId, variantId })));
}
