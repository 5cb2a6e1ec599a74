import { addCategory, addItem, putListing, startImport } from '../../src/domains/catalog/index.ts';
import { addAddress } from '../../src/domains/membership/index.ts';
import { addLocation, locationOfShop, receiveStock } from '../../src/domains/stock/index.ts';
import { addOffer, addSupplier, openPool } from '../../src/domains/supply/index.ts';
import type { Tx } from '../../src/engines/db/tx.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import type { FoundedAlliance, World } from '../worlds/alliance.ts';
import { itemInput } from '../worlds/goods.ts';
import type { People } from './people.ts';

/** Goods and places, before anybody has bought anything. */
export interface Goods {
  readonly world: World;
  readonly founded: FoundedAlliance;
  readonly people: People;
  readonly hubId: string;
  readonly locationId: string;
  readonly variantId: string;
  /** Sold by the other shop. */
  readonly otherVariantId: string;
  readonly poolId: string;
  /** Will be cut off: its purchase order is final. */
  readonly closingPoolId: string;
  readonly addressId: string;
  /** Key of a picture that stands for the photo of a claim. */
  readonly photoKey: string;
}

const place = { lng: 120.21, lat: 30.25 };
const priceFen = 1_200n;
const stockPieces = 100;

/** Fills an alliance with one of everything that is there before anybody buys. */
export async function plantGoods(founded: FoundedAlliance, supplierId: string) {
  const [shop, otherShop] = founded.shops;
  return founded.transact(founded.operator, async (tx) => {
    await addCategory(tx, { code: 'fruit', name: '鲜果', ground: 'fruit' });
    const hub = { kind: 'hub', shopId: null, name: '中心仓', hasColdStore: true, ...place } as const;
    const hubId = await addLocation(tx, hub);
    for (const { shopId, name, lng, lat } of founded.shops)
      await addLocation(tx, { kind: 'shop', shopId, name, lng, lat, hasColdStore: true });
    const apple = await addItem(tx, itemInput({ name: '阿克苏苹果' }));
    const pear = await addItem(tx, itemInput({ name: '库尔勒香梨' }));
    const sold = { priceFen, exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await putListing(tx, { ...sold, shopId: shop!.shopId, variantId: apple.variantId });
    await putListing(tx, { ...sold, shopId: otherShop!.shopId, variantId: pear.variantId });
    const places = await locationOfShop(
      tx,
      founded.shops.map(({ shopId }) => shopId),
    );
    const locationId = places.get(shop!.shopId)!;
    const lot = { quantity: stockPieces, batch: '', expiresOn: null, source: 'test' };
    await receiveStock(tx, { ...lot, locationId, variantId: apple.variantId });
    const other = places.get(otherShop!.shopId)!;
    await receiveStock(tx, { ...lot, locationId: other, variantId: pear.variantId });
    const orange = await addItem(tx, itemInput({ name: '赣南脐橙' }));
    const pomelo = await addItem(tx, itemInput({ name: '平和蜜柚' }));
    const round = await openRound(tx, supplierId, orange.variantId, shop!.shopId);
    const closing = await openRound(tx, supplierId, pomelo.variantId, shop!.shopId);
    const offer = await offerOf(tx, supplierId, pear.variantId);
    const sheet = [
      { line: 1, cells: ['名称', '品类'] },
      { line: 2, cells: ['砀山梨', '鲜果'] },
    ];
    const { importId } = await startImport(tx, { fileName: 'goods.csv', sheet });
    return {
      goods: {
        ...{ hubId, locationId, variantId: apple.variantId, otherVariantId: pear.variantId },
        ...{ poolId: round.poolId, closingPoolId: closing.poolId },
      },
      ...{ importId, offerId: offer.offerId },
    };
  });
}

/** An address of the shopper. */
export async function settleShopper(founded: FoundedAlliance, people: People): Promise<string> {
  const shopper = people.get('shopper')!.actor;
  const { addressId } = await founded.transact(shopper, (tx) => addAddress(tx, address));
  return addressId;
}

const address = {
  ...place,
  contactName: '陈晓',
  phone: '13900000001',
  building: '3 幢',
  room: '1201',
  detail: '',
  isDefault: true,
};

export async function addSuppliers({ operator, transact }: FoundedAlliance): Promise<[string, string]> {
  const papers = { licenceNumber: 'SC10144000000000', licenceUntil: '2028-01-31', leadHours: 14 };
  const person = { contactName: '林老板', phone: '13700000001', ...papers, ...place };
  return transact(operator, async (tx) => {
    const mine = await addSupplier(tx, { name: '南粤果业', ...person });
    const other = await addSupplier(tx, { name: '西湖果行', ...person });
    return [mine.supplierId, other.supplierId];
  });
}

const tiers = [{ minQuantity: 1, costFen: 2_000n, retailFen: 2_680n }];

function offerOf(tx: Tx, supplierId: string, variantId: string) {
  const terms = { baseCostFen: 2_200n, packSize: 1, moq: 1, tiers };
  return addOffer(tx, { supplierId, variantId, capPerRound: 300, ...terms });
}

/** A round that the first paid piece forms, so that there is a purchase order. */
async function openRound(tx: Tx, supplierId: string, variantId: string, sellerShopId: string) {
  const { offerId } = await offerOf(tx, supplierId, variantId);
  return openPool(tx, {
    ...{ offerId, sellerShopId, mode: 'agency', threshold: 1, moq: 1, cap: 300, tiers },
    ...{ belowPolicy: 'refund', remainderPolicy: 'round-up-stock', prolongHours: 24, perPersonLimit: null },
    cutOffAt: addSeconds(tx.now, 5 * 86_400),
  });
}
