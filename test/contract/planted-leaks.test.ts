import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import { getRoute, readOrderExtras } from '../../src/domains/fulfilment/index.ts';
import { findShop, recordAudit } from '../../src/domains/membership/index.ts';
import { getMyOrder } from '../../src/domains/ordering/index.ts';
import { answerPurchaseOrder } from '../../src/domains/supply/index.ts';
import { act, read, type Door } from '../../src/edge/route.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import type { World } from '../worlds/alliance.ts';
import { holesForForeignIds, holesForRightPeople, holesForWrongPeople } from './find-holes.ts';
import { allEndpoints } from './forbidden-calls.ts';
import { openStand } from './stand.ts';

let stand: Awaited<ReturnType<typeof openStand>>;

beforeAll(async () => {
  stand = await openStand(leakyDoors);
});
afterAll(() => stand?.close());

/** Doors that each forget one check, as a tired day could have it. */
function leakyDoors(world: World): Door[] {
  const { fulfilment, membership, ordering, live, catalog, supply } = contract;
  const trace = { operation: 'test', subject: '', detail: '' };
  const everybody = {
    roles: new Set(['operator'] as const),
    shopIds: new Set<string>(),
    duties: new Set<string>(),
  };
  return [
    // Does not look whose order it is.
    read(ordering.getMyOrder, (db, input) => {
      const buyer = stand.both.home.people.get('shopper')!.actor;
      return getMyOrder({ ...db, actor: buyer }, input, readOrderExtras);
    }),
    // Does not look whose route it is.
    read(fulfilment.getRoute, (db, input) =>
      getRoute({ ...db, actor: { ...everybody, memberId: db.actor!.memberId } }, input),
    ),
    // Does not look whose purchase order it is.
    act(supply.answerPurchaseOrder, (tx, input) => answerPurchaseOrder(tx, input)),
    // Looks into every alliance.
    read(membership.getShop, async (_db, { shopId }) => {
      const scopes = [stand.both.home, stand.both.far].map(({ founded }) => founded.allianceId);
      for (const allianceId of scopes) {
        const shop = await world.app.read({ allianceId, actor: null }, (db) => findShop(db, shopId));
        if (shop) return shop;
      }
      throw new Refusal('not-found', {}, 'shopId');
    }),
    // Tells that a session exists elsewhere.
    read(live.getPublishUrl, async (_db, { sessionId }) => {
      const { common } = stand.both.home.ids;
      throw new Refusal(sessionId === common['sessionId'] ? 'not-host' : 'not-found');
    }),
    // Writes before it refuses.
    act(ordering.setCartQuantity, async ({ allianceId, actor }) => {
      await world.app.transact({ allianceId, actor }, (tx) => recordAudit(tx, trace));
      throw new Refusal('not-found', {}, 'cartLineId');
    }),
    // Turns away whom it is for.
    read(catalog.listCategories, () => Promise.reject(new Refusal('not-allowed'))),
  ];
}

function endpointOf(operation: string) {
  return allEndpoints().find(([name]) => name === operation)![1];
}

test.each([
  ['ordering.getMyOrder', holesForWrongPeople, 'rows of somebody else, as stranger (stranger) → 200'],
  ['fulfilment.getRoute', holesForWrongPeople, 'rows of somebody else, as otherCourier (otherCourier) → 200'],
  [
    'supply.answerPurchaseOrder',
    holesForWrongPeople,
    'rows of somebody else, as otherSupplier (otherSupplier) → 200',
  ],
  [
    'membership.getShop',
    holesForForeignIds,
    'shopId of another alliance: 200, but 404 for one that never was',
  ],
  [
    'live.getPublishUrl',
    holesForForeignIds,
    'sessionId of another alliance: 403, but 404 for one that never was',
  ],
  ['ordering.setCartQuantity', holesForWrongPeople, 'a refused call changed something'],
  ['catalog.listCategories', holesForRightPeople, 'nobody → 403'],
] as const)('a leak in %s is found', async (operation, find, words) => {
  const holes = await find(stand, operation, endpointOf(operation));
  expect(holes.join('\n')).toContain(words);
});
