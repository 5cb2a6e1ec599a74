import type { Tx } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { checkLadder } from '../rules/pool-terms.ts';
import { changeOffer, insertOffer } from '../store/offers.ts';
import { findSupplier } from '../store/suppliers.ts';
import type { OfferRow } from '../tables.ts';
import { describeOffer, type Offer } from '../views/offers.ts';

export type OfferInput = Omit<OfferRow, 'offerId' | 'status'>;

/** @throws Refusal tiers-not-rising | moq-not-pack | regulated-goods */
export async function addOffer(tx: Tx, input: OfferInput): Promise<Offer> {
  await checkOffer(tx, input);
  const offerId = tx.newId();
  await insertOffer(tx, { ...input, offerId, status: 'active' });
  return describeOffer(tx, offerId);
}

/** Pools that run keep the ladder they were opened with. Refuses as addOffer. */
export async function updateOffer(tx: Tx, input: OfferRow): Promise<Offer> {
  await checkOffer(tx, input);
  refuseUnless(await changeOffer(tx, input), 'not-found', {}, 'offerId');
  return describeOffer(tx, input.offerId);
}

async function checkOffer(tx: Tx, input: OfferInput): Promise<void> {
  checkLadder(input);
  refuseUnless(await findSupplier(tx, input.supplierId), 'not-found', {}, 'supplierId');
  const item = (await describeItems(tx, [input.variantId])).get(input.variantId);
  refuseUnless(item, 'not-found', {}, 'variantId');
  refuseUnless(!item.isRegulated, 'regulated-goods', {}, 'variantId');
}
