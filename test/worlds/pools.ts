import { addCategory, addItem } from '../../src/domains/catalog/index.ts';
import { addLocation } from '../../src/domains/stock/index.ts';
import {
  addOffer,
  addSupplier,
  holdCommitments,
  openPool,
  payCommitments,
} from '../../src/domains/supply/index.ts';
import { newId } from '../../src/engines/ids.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { foundIn, openWorld, type FoundedAlliance, type World } from './alliance.ts';

type Round = Parameters<typeof openPool>[1];

/** An alliance with a hub, a licensed supplier and a way to open pools and to fill them without orders above. */
export interface PoolWorld {
  readonly world: World;
  readonly home: FoundedAlliance;
  readonly hubId: string;
  readonly supplierId: string;
  /** A fresh item and offer, and its pool: packs of 5, from 30 pieces, at 60 cheaper, at 100 cheaper still, at most 300. */
  openRound(changes?: Partial<Round>): Promise<{ poolId: string; variantId: string; offerId: string }>;
  /** An order line that holds pieces, come through the shop of this place. */
  hold(poolId: string, quantity: number, shopAt?: number): Promise<string>;
  pay(...orderLineIds: string[]): Promise<{ paid: string[]; lost: string[] }>;
  /** Holds and pays. */
  buy(poolId: string, quantity: number, shopAt?: number): Promise<string>;
}

export const ladder = [
  { minQuantity: 30, costFen: 2_000n, retailFen: 2_680n },
  { minQuantity: 60, costFen: 1_800n, retailFen: 2_380n },
  { minQuantity: 100, costFen: 1_500n, retailFen: 1_990n },
];

const holdSeconds = 900;
export const cutOffSeconds = 86_400;

export async function openPoolWorld(shopCount = 2): Promise<PoolWorld> {
  const world = await openWorld();
  const home = await foundIn(world, 'guihua', shopCount);
  const { hubId, supplierId } = await home.transact(home.operator, async (tx) => {
    await addCategory(tx, { code: 'fruit', name: '水果', ground: 'fruit' });
    const place = { lng: 120.3, lat: 30.3 };
    const hub = { kind: 'hub', shopId: null, name: '中心仓', ...place, hasColdStore: true } as const;
    const hubId = await addLocation(tx, hub);
    const { supplierId } = await addSupplier(tx, {
      name: '南粤果业',
      contactName: '林老板',
      phone: '13700000001',
      licenceNumber: 'SC10144000000000',
      licenceUntil: '2028-01-31',
      leadHours: 14,
      ...place,
    });
    return { hubId, supplierId };
  });
  const hold: PoolWorld['hold'] = (poolId, quantity, shopAt = 0) =>
    home.transact(null, async (tx) => {
      const orderLineId = tx.newId();
      const { shopId } = home.shops[shopAt]!;
      const expiresAt = addSeconds(tx.now, holdSeconds);
      const who = { orderLineId, poolId, shopId, memberId: newId() };
      await holdCommitments(tx, [{ ...who, quantity, unitPriceFen: 2_680n, expiresAt }]);
      return orderLineId;
    });
  const pay: PoolWorld['pay'] = (...ids) => home.transact(null, (tx) => payCommitments(tx, ids));
  return {
    ...{ world, home, hubId, supplierId, hold, pay },
    openRound: (changes) => openRound(home, supplierId, changes ?? {}),
    async buy(poolId, quantity, shopAt) {
      const orderLineId = await hold(poolId, quantity, shopAt);
      await pay(orderLineId);
      return orderLineId;
    },
  };
}

function openRound(home: FoundedAlliance, supplierId: string, changes: Partial<Round>) {
  return home.transact(home.operator, async (tx) => {
    const { variantId } = await addItem(tx, litchi);
    const terms = { baseCostFen: 2_200n, packSize: 5, moq: 30, tiers: ladder };
    const { offerId } = await addOffer(tx, { supplierId, variantId, capPerRound: 300, ...terms });
    const { poolId } = await openPool(tx, {
      offerId,
      mode: 'agency',
      sellerShopId: changes.mode === 'own' ? null : home.shops[0]!.shopId,
      cutOffAt: addSeconds(tx.now, cutOffSeconds),
      threshold: 30,
      moq: 30,
      cap: 300,
      tiers: ladder,
      belowPolicy: 'refund',
      remainderPolicy: 'round-up-stock',
      prolongHours: 24,
      perPersonLimit: null,
      ...changes,
    });
    return { poolId, variantId, offerId };
  });
}

const litchi = {
  name: '白糖罂荔枝',
  spec: '2.5 kg',
  unitLabel: '箱',
  gtin: null,
  categoryCode: 'fruit',
  brand: '',
  origin: '广东茂名',
  temperatureZone: 'chilled',
  shelfLifeDays: 5,
  soldBy: 'piece',
  nominalGram: null,
  returnPolicy: 'no-return-perishable',
  licenceNeeded: '',
  isRegulated: false,
  suggestedPriceFen: null,
  description: '',
  pictureKey: 'litchi',
} satisfies Parameters<typeof addItem>[1];
