import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { fulfilment } from '../../../../contract/fulfilment.ts';
import { openWaveWorld, type WaveWorld } from '../../../../test/worlds/waves.ts';
import type { Actor } from '../../../kernel/actor.ts';
import {
  completeStop,
  fulfilmentTodos,
  getWave,
  listShopWaves,
  pickAll,
  pickLine,
  startRoute,
} from '../index.ts';

let waves: WaveWorld;
beforeAll(async () => {
  waves = await openWaveWorld();
});
afterAll(() => waves.world.close());

type Work<T> = Parameters<typeof waves.home.transact<T>>[1];
const as = <T>(actor: Actor, work: Work<T>) => waves.home.transact(actor, work);
const operate = <T>(work: Work<T>) => as(waves.home.operator, work);
const shopIdAt = (shopAt: number) => waves.home.shops[shopAt]!.shopId;
const wavesOf = (shopAt: number, page = { limit: 50 } as { limit: number; cursor?: string }) =>
  operate((tx) => listShopWaves(tx, { shopId: shopIdAt(shopAt), ...page }));
const toPick = async (shopAt: number | null) =>
  (await operate((tx) => fulfilmentTodos(tx, shopAt === null ? null : shopIdAt(shopAt)))).find(
    ({ kind }) => kind === 'lines-to-pick',
  );

/** Two neighbours fetch at shop 6 what shop 6 and shop 0 sell. */
async function fetchedAtSix() {
  const own = await waves.stockItem(20, { shopAt: 6 });
  const weighed = await waves.stockItem(20, { nominalGram: 400 });
  for (const pieces of [2, 3])
    await waves.purchase(await waves.shopper(), waves.pickupAt(6), own.line(pieces), weighed.line(1));
  return waves.plan();
}

test('a confirmed wave asks of each shop what is its own, and of the others nothing', async () => {
  const draft = await fetchedAtSix();
  expect([(await wavesOf(6)).rows, await toPick(6)]).toEqual([[], undefined]);
  const { waveId, number, departsAt, routes, allocations } = await waves.confirm(draft.waveId);
  const wave = { waveId, number, departsAt, state: 'confirmed' };
  const atSix = { ...wave, lineCount: 2, pickedCount: 0, bagCount: 2, arrivedCount: 0 };
  expect((await wavesOf(6)).rows).toEqual([atSix]);
  expect((await wavesOf(0)).rows).toEqual([{ ...atSix, bagCount: 0 }]);
  expect((await wavesOf(4)).rows).toEqual([]);
  z.encode(fulfilment.listShopWaves.output, await wavesOf(6));
  expect(await toPick(6)).toMatchObject({ count: 2, dueAt: departsAt });
  expect((await toPick(6))!.worst).toContain(number);
  expect([await toPick(4), await toPick(null)]).toEqual([undefined, undefined]);

  await as(waves.home.owners[6]!, (tx) => pickAll(tx, waveId));
  expect((await wavesOf(6)).rows).toEqual([{ ...atSix, pickedCount: 2 }]);
  expect([await toPick(6), (await toPick(0))?.count]).toEqual([undefined, 2]);

  for (const { orderLineId, locationName } of allocations)
    if (locationName.includes(' 0 '))
      await operate((tx) => pickLine(tx, { waveId, orderLineId, actualGram: 400 }));
  const { routeId, stops } = routes[0]!;
  await as(waves.couriers[0]!, async (tx) => {
    await startRoute(tx, routeId);
    for (const { stopId } of stops) await completeStop(tx, { stopId, outcome: 'done', failReason: '' });
  });
  const { state } = await operate((tx) => getWave(tx, { waveId }));
  expect((await wavesOf(6)).rows).toEqual([{ ...atSix, state, pickedCount: 2, arrivedCount: 2 }]);
});

test('newest first, and pages join', async () => {
  await waves.confirm((await fetchedAtSix()).waveId);
  const whole = (await wavesOf(6)).rows;
  expect(whole).toHaveLength(2);
  const first = await wavesOf(6, { limit: 1 });
  const second = await wavesOf(6, { limit: 1, cursor: first.nextCursor! });
  expect([...first.rows, ...second.rows]).toEqual(whole);
  expect(second.nextCursor).toBeNull();
});
