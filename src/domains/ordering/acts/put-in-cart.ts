import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { addToCart, cartLinesMax, findCartLines, removeFromCart, setCartLine } from '../store/cart.ts';
import { describeOffers } from '../views/offers.ts';

/** Pieces of one thing in a cart; orders have stricter limits of their own. */
const cartQuantityMax = 10_000;

export interface CartInput {
  readonly goodsKey: string;
  readonly quantity: number;
  readonly sessionId?: string | undefined;
  readonly roomShopId?: string | undefined;
  readonly shareCode?: string | undefined;
}

/**
 * Puts goods in the cart of the person asking, adding to what is there of them.
 *
 * @throws Refusal why it cannot be bought at all: not-for-sale, pool-closed, room-closed
 */
export async function putInCart(tx: Tx, input: CartInput): Promise<void> {
  refuseUnless(tx.actor, 'sign-in-needed');
  const { memberId } = tx.actor;
  const { goodsKey, quantity } = input;
  const room = { sessionId: input.sessionId ?? null, roomShopId: input.roomShopId ?? null };
  const [offer] = await describeOffers(tx, [{ goodsKey, ...room }]);
  if (!offer) throw new Refusal('not-for-sale', { title: '这件商品' }, 'goodsKey');
  if (offer.problem) throw new Refusal(offer.problem.code, offer.problem.data, 'goodsKey');
  const lines = await findCartLines(tx, memberId);
  const isKnown = lines.some((line) => line.goodsKey === goodsKey);
  refuseUnless(isKnown || lines.length < cartLinesMax, 'cart-full', { limit: cartLinesMax });
  await addToCart(tx, {
    memberId,
    goodsKey,
    variantId: offer.item.variantId,
    quantity,
    quantityMax: cartQuantityMax,
    ...room,
    shareCode: input.shareCode ?? null,
  });
}

/** Sets a quantity in the own cart; 0 takes the line out. */
export async function setCartQuantity(
  tx: Tx,
  { cartLineId, quantity }: { readonly cartLineId: string; readonly quantity: number },
): Promise<void> {
  refuseUnless(tx.actor, 'sign-in-needed');
  const { memberId } = tx.actor;
  const isMine =
    quantity === 0
      ? (await removeFromCart(tx, [{ memberId, cartLineId }])) === 1n
      : await setCartLine(tx, memberId, cartLineId, quantity);
  refuseUnless(isMine, 'not-found', {}, 'cartLineId');
}
