import { addLocation, availableStock, checkCounters, receiveStock } from '../../src/domains/stock/index.ts';
import type { Tx } from '../../src/engines/db/tx.ts';
import { foundIn, joinShopper, openWorld, type FoundedAlliance, type World } from './alliance.ts';
import { addSomeItems, addTwoCategories } from './goods.ts';

/** An alliance with goods, a hub, and a place for each of two shops. */
export interface ShelfWorld {
  readonly world: World;
  readonly home: FoundedAlliance;
  readonly hubId: string;
  /** The place of the shop at the same index. */
  readonly placeIds: readonly string[];
  readonly variantIds: readonly string[];
  readonly shopperId: string;
  act<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  addHub(): Promise<string>;
  receive(locationId: string, variantId: string, quantity: number, expiresOn?: string): Promise<void>;
  /** "onHand/held/allocated" of a counter, "" without one. */
  counter(locationId: string, variantId: string): Promise<string>;
  differences(): Promise<unknown[]>;
}

export async function openShelfWorld(itemCount = 3): Promise<ShelfWorld> {
  const world = await openWorld();
  const home = await foundIn(world, 'guihuali');
  const act: ShelfWorld['act'] = (work) => home.transact(home.operator, work);
  const site = { lng: 120.2, lat: 30.2, hasColdStore: true };
  const addHub = () => act((tx) => addLocation(tx, { kind: 'hub', shopId: null, name: '中心仓', ...site }));
  await act(addTwoCategories);
  const items = await act((tx) => addSomeItems(tx, itemCount));
  const placeIds = await act(async (tx) => {
    const ids: string[] = [];
    for (const { shopId, name } of home.shops) {
      ids.push(await addLocation(tx, { kind: 'shop', shopId, name, ...site }));
    }
    return ids;
  });
  return {
    ...{ world, home, act, addHub, placeIds },
    hubId: await addHub(),
    variantIds: items.map(({ variantId }) => variantId),
    shopperId: (await joinShopper(world, home.allianceId, 1)).memberId,
    receive: (locationId, variantId, quantity, expiresOn) =>
      act((tx) =>
        receiveStock(tx, {
          ...{ locationId, variantId, quantity, batch: expiresOn ?? '', source: 'test' },
          expiresOn: expiresOn ?? null,
        }),
      ),
    async counter(locationId, variantId) {
      const filter = { locationIds: [locationId], variantIds: [variantId] };
      const [row] = await act((tx) => availableStock(tx, filter));
      return row ? `${row.onHand}/${row.held}/${row.allocated}` : '';
    },
    differences: () => act(checkCounters),
  };
}
