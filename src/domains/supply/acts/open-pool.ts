import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeShops } from '../../membership/index.ts';
import { listLocations } from '../../stock/index.ts';
import { poolProgressed } from '../facts.ts';
import { openedText } from '../rules/event-text.ts';
import {
  checkPoolTerms,
  type BelowPolicy,
  type PoolMode,
  type RemainderPolicy,
} from '../rules/pool-terms.ts';
import type { Tier } from '../rules/tier-price.ts';
import { insertEvents } from '../store/events.ts';
import { lockOffer } from '../store/offers.ts';
import { insertPool } from '../store/open-pools.ts';
import { findSupplier } from '../store/suppliers.ts';
import type { OfferRow } from '../tables.ts';
import { describePoolCard, type PoolCard } from '../views/pool-cards.ts';

export interface OpenPoolInput {
  readonly offerId: string;
  readonly mode: PoolMode;
  readonly sellerShopId: string | null;
  /** Absent: now. */
  readonly opensAt?: Date | undefined;
  readonly cutOffAt: Date;
  readonly threshold: number;
  readonly moq: number;
  readonly cap: number;
  readonly tiers: readonly Tier[];
  readonly belowPolicy: BelowPolicy;
  readonly remainderPolicy: RemainderPolicy;
  readonly prolongHours: number;
  readonly perPersonLimit: number | null;
}

/** Opens the next round of an offer. Only one round of an offer runs at a time. */
export async function openPool(tx: Tx, input: OpenPoolInput): Promise<PoolCard> {
  const offer = await lockOffer(tx, input.offerId);
  refuseUnless(offer, 'not-found', {}, 'offerId');
  const opensAt = input.opensAt && input.opensAt > tx.now ? input.opensAt : tx.now;
  refuseUnless(input.cutOffAt > opensAt, 'cut-off-too-early', {}, 'cutOffAt');
  checkPoolTerms({ ...offer, ...input });
  await checkGoods(tx, offer, input.cutOffAt);
  const shops = await describeShops(tx);
  checkSeller(input, shops);
  const poolId = tx.newId();
  await insertPool(tx, {
    ...input,
    poolId,
    opensAt,
    supplierId: offer.supplierId,
    variantId: offer.variantId,
    baseCostFen: offer.baseCostFen,
    packSize: offer.packSize,
    state: opensAt > tx.now ? 'scheduled' : 'open',
    deliverToLocationId: await placeOfDelivery(tx, input.sellerShopId),
  });
  await insertEvents(tx, [{ poolId, kind: 'opened', text: openedText(shops.size), paidQuantity: 0 }]);
  await announce(tx, [poolProgressed(poolId)]);
  return describePoolCard(tx, poolId);
}

/** Papers must outlast the cut-off; regulated goods are never pooled. */
async function checkGoods(tx: Tx, offer: OfferRow, cutOffAt: Date): Promise<void> {
  const supplier = await findSupplier(tx, offer.supplierId);
  const active = offer.status === 'active' && supplier?.status === 'active';
  refuseUnless(active, 'offer-paused', {}, 'offerId');
  const { licenceNumber, licenceUntil } = supplier;
  const licensed = licenceNumber !== '' && licenceUntil !== null && licenceUntil >= shanghaiDay(cutOffAt);
  refuseUnless(licensed, 'licence-missing', { licenceUntil }, 'offerId');
  const item = (await describeItems(tx, [offer.variantId])).get(offer.variantId);
  refuseUnless(item && !item.isRegulated, 'regulated-goods', {}, 'offerId');
}

/** An agency pool has one seller of record; in an own pool every shop sells for itself. */
function checkSeller({ mode, sellerShopId }: OpenPoolInput, shops: ReadonlyMap<string, unknown>): void {
  refuseUnless((mode === 'agency') === (sellerShopId !== null), 'mixed-sellers', {}, 'sellerShopId');
  refuseUnless(sellerShopId === null || shops.has(sellerShopId), 'not-found', {}, 'sellerShopId');
}

/** The hub, or where there is none the store of the seller. */
async function placeOfDelivery(tx: Tx, sellerShopId: string | null): Promise<string> {
  const locations = await listLocations(tx);
  const place =
    locations.find((location) => location.kind === 'hub') ??
    locations.find((location) => location.shopId !== null && location.shopId === sellerShopId);
  if (!place) throw new Refusal('hub-missing');
  return place.locationId;
}
