import { keepLineUps, readLineUpTask } from '../../src/domains/insight/index.ts';
import { findPerson } from '../../src/domains/membership/index.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { rankShops } from '../../src/solvers/lineup/rank-shops.ts';
import { foundIn, type FoundedAlliance, type World } from '../worlds/alliance.ts';
import type { Ids, PersonName } from './forbidden-calls.ts';
import { gatherPeople, type People } from './people.ts';
import { forecastItem } from './small-world-forecast.ts';
import { addSuppliers, plantGoods, settleShopper, type Goods } from './small-world-goods.ts';
import { goLive } from './small-world-live.ts';
import { planWeek } from './small-world-rota.ts';
import { orderAndShip } from './small-world-orders.ts';

/** One of everything that an id of the contract can name, and the people it belongs to. */
export interface SmallAlliance {
  readonly founded: FoundedAlliance;
  readonly people: People;
  readonly ids: Ids;
  /** The statement of whoever has one. */
  readonly statements: ReadonlyMap<PersonName, string>;
}

export async function openSmallAlliance(
  world: World,
  slug: string,
  photoKey: string,
): Promise<SmallAlliance> {
  const founded = await foundIn(world, slug);
  const supplierIds = await addSuppliers(founded);
  const people = await gatherPeople(world, founded, supplierIds);
  const [shop] = founded.shops;
  const { goods, ...more } = await plantGoods(founded, supplierIds[0]);
  const addressId = await settleShopper(founded, people);
  const shopper = people.get('shopper')!.actor;
  const all: Goods = { world, founded, people, addressId, photoKey, ...goods };
  const live = await goLive(all);
  const rota = await planWeek(all);
  const orders = await orderAndShip(all, live.common);
  await forecastItem(world, { founded, variantId: goods.variantId, memberId: shopper.memberId });
  await rankLineUps(founded);
  const host = await founded.transact(null, (tx) => findPerson(tx, people.get('host')!.actor.memberId));
  const { shopId } = shop!;
  return {
    founded,
    people,
    statements: statementsOf(people, shopId, orders.statements),
    ids: {
      common: {
        ...{ shopId, hostShopId: shopId, sellerShopId: shopId, pickupShopId: shopId, partyId: shopId },
        ...{ roomShopId: shopId, roomShopIds: [shopId], supplierId: supplierIds[0], ...more },
        ...{ variantId: goods.variantId, poolId: goods.poolId, locationId: goods.locationId, addressId },
        ...{ categoryCode: 'fruit', grantId: host!.grants[0]!.grantId, memberId: shopper.memberId },
        ...{ hostMemberId: host!.memberId, courierMemberIds: [people.get('courier')!.actor.memberId] },
        ...live.common,
        ...rota.common,
        ...orders.common,
      },
      byOperation: {
        'membership.giveGrant': { role: 'shop', shopId },
        'supply.openPool': { sellerShopId: shopId, cutOffAt: inDays(world, 3) },
        'supply.prolongPool': { cutOffAt: inDays(world, 6) },
        'supply.receiveGoods': { ...orders.closed, locationId: goods.hubId },
        'insight.getOverview': { shopId },
        'insight.listTodos': { shopId },
        'insight.listSuggestions': { shopId },
        'insight.getForecast': { shopId, variantId: goods.variantId },
        ...live.byOperation,
        ...rota.byOperation,
        ...orders.byOperation,
      },
    },
  };
}

/** As the night does. */
async function rankLineUps(founded: FoundedAlliance): Promise<void> {
  await founded.transact(null, async (tx) => {
    const task = await readLineUpTask(tx);
    await keepLineUps(tx, task!, rankShops(task!.ranking));
  });
}

function statementsOf(people: People, shopId: string, byParty: ReadonlyMap<string, string>) {
  const partyOf = (name: PersonName): string => (name === 'shop' ? shopId : people.get(name)!.actor.memberId);
  const names: readonly PersonName[] = ['shop', 'host', 'courier'];
  return new Map(names.map((name) => [name, byParty.get(partyOf(name))!]));
}

function inDays(world: World, days: number): string {
  return addSeconds(world.clock.now(), days * 86_400).toISOString();
}
