import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinShopper } from '../../test/worlds/alliance.ts';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { openStageWorld, type StageWorld } from '../../test/worlds/stage.ts';
import { emptyStage } from '../domains/live/index.ts';
import { startSession } from '../domains/membership/index.ts';
import { hashToken, newToken } from '../engines/token.ts';
import type { Actor } from '../kernel/actor.ts';
import { insightDoors } from './insight.ts';

let world: StageWorld;
let server: TestApp;
/** In each room of every session, three people in the first shop's and two in the second's. */
const viewers = () => new Map([3, 2].map((count, at) => [world.home.shops[at]!.shopId, count]));
beforeAll(async () => {
  world = await openStageWorld(2);
  server = await openApp(world.world, insightDoors({ stage: { ...emptyStage, viewersOf: viewers } }));
});
afterAll(async () => {
  await server.app.close();
  await world.world.close();
});

async function read(actor: Actor, url: string) {
  const token = newToken();
  const { memberId } = actor;
  await world.home.transact(null, (tx) =>
    startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null }),
  );
  return server.call({ method: 'GET', url, slug: world.home.slug, token });
}

test('operators see the whole, shops themselves, shoppers nothing', async () => {
  const { operator, owners, shops } = world.home;
  const shopper = await joinShopper(world.world, world.home.allianceId, 1);
  for (const path of ['/api/overview', '/api/todos']) {
    const own = `${path}?shopId=${shops[0]!.shopId}`;
    const other = `${path}?shopId=${shops[1]!.shopId}`;
    expect((await read(operator, path)).status).toBe(200);
    expect((await read(operator, other)).status).toBe(200);
    expect((await read(owners[0]!, own)).status).toBe(200);
    expect((await read(owners[0]!, path)).status).toBe(403);
    expect((await read(owners[0]!, other)).status).toBe(403);
    expect((await read(shopper, own)).status).toBe(403);
  }
});

test('viewers of all live rooms, or of one shop’s', async () => {
  const { operator, owners, shops } = world.home;
  await world.goLive();
  const all = await read(operator, '/api/overview?range=week');
  expect(all.body).toMatchObject({ range: 'week', funnel: { viewersNow: 5 } });
  const mine = await read(owners[1]!, `/api/overview?shopId=${shops[1]!.shopId}`);
  expect(mine.body).toMatchObject({ range: 'today', funnel: { viewersNow: 2 }, shops: [{ gmvFen: '0' }] });
});
