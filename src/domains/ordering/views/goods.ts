import type { Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { distanceMetre, type Point } from '../../../kernel/geo.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeShops, type Shop } from '../../membership/index.ts';
import { goodsKeyOf } from '../rules/goods-key.ts';
import { describeOffers, type ShownOffer } from './offers.ts';

export type Goods = Output<typeof ordering.getGoods>;

/** One way to buy, or `not-found`. */
export async function getGoods(db: Reader, { goodsKey }: { readonly goodsKey: string }): Promise<Goods> {
  const [offer] = await describeOffers(db, [{ goodsKey, sessionId: null, roomShopId: null }]);
  if (!offer) throw new Refusal('not-found', {}, 'goodsKey');
  return goodsOf(offer, await shopsOf(db, [offer]), null);
}

/** The shops that sell these offers or through whose door they are bought. */
export async function shopsOf(db: Reader, offers: readonly ShownOffer[]): Promise<Map<string, Shop>> {
  const ids = offers.flatMap(({ ref, sellerShopId }) => [ref.shopId, sellerShopId]);
  return describeShops(db, [...new Set(ids)]);
}

export function goodsOf(offer: ShownOffer, shops: ReadonlyMap<string, Shop>, place: Point | null): Goods {
  const via = shops.get(offer.ref.shopId);
  return {
    goodsKey: goodsKeyOf(offer.ref),
    item: offer.item,
    sellerShopId: offer.sellerShopId,
    sellerShopName: shops.get(offer.sellerShopId)?.name ?? '',
    poolId: offer.poolId,
    viaShopId: offer.ref.shopId,
    priceFen: offer.priceFen,
    usualPriceFen: offer.usualPriceFen,
    sessionId: offer.sessionId,
    available: offer.problem === null ? offer.free : 0,
    perPersonLimit: offer.personLimit,
    progress: offer.progress,
    distanceMetre: place && via ? Math.round(distanceMetre(place, via)) : null,
  };
}
