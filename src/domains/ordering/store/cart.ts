import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface CartRow {
  readonly cartLineId: string;
  readonly goodsKey: string;
  readonly quantity: number;
  readonly sessionId: string | null;
  readonly roomShopId: string | null;
  readonly shareCode: string | null;
}

/** A cart is read whole; putting in refuses beyond this. */
export const cartLinesMax = 50;

export async function findCartLines(db: Reader, memberId: string): Promise<CartRow[]> {
  const { rows } = await sql<CartRow>`/* ordering.find-cart-lines */
    select cart_line_id as "cartLineId", goods_key as "goodsKey", quantity, session_id as "sessionId",
      room_shop_id as "roomShopId", share_code as "shareCode"
    from cart_line where alliance_id = ${db.allianceId} and member_id = ${memberId}
    order by added_at desc, cart_line_id desc limit ${cartLinesMax}::int`.execute(db);
  return rows;
}

/** The same goods again add up; the room it was last put in from is the one that counts. */
export async function addToCart(
  tx: Tx,
  line: Omit<CartRow, 'cartLineId'> & { memberId: string; variantId: string; quantityMax: number },
): Promise<void> {
  await sql`/* ordering.add-to-cart */
    insert into cart_line (alliance_id, cart_line_id, member_id, goods_key, variant_id, quantity, session_id,
      room_shop_id, share_code, added_at)
    values (${tx.allianceId}, ${tx.newId()}, ${line.memberId}, ${line.goodsKey}, ${line.variantId}, ${line.quantity},
      ${line.sessionId}, ${line.roomShopId}, ${line.shareCode}, ${tx.now})
    on conflict on constraint cart_line_once do update set
      quantity = least(cart_line.quantity + excluded.quantity, ${line.quantityMax}::int),
      session_id = coalesce(excluded.session_id, cart_line.session_id),
      room_shop_id = coalesce(excluded.room_shop_id, cart_line.room_shop_id),
      share_code = coalesce(excluded.share_code, cart_line.share_code)`.execute(tx);
}

/** Answers whether the line is the member's. */
export async function setCartLine(
  tx: Tx,
  memberId: string,
  cartLineId: string,
  quantity: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`/* ordering.set-cart-line */
    update cart_line set quantity = ${quantity}
    where alliance_id = ${tx.allianceId} and member_id = ${memberId} and cart_line_id = ${cartLineId}`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** Pairs of owner and line: what is bought leaves the cart, nobody empties another one's. */
export async function removeFromCart(
  tx: Tx,
  lines: readonly { readonly memberId: string; readonly cartLineId: string }[],
): Promise<bigint> {
  const { numAffectedRows } = await sql`/* ordering.remove-from-cart */
    delete from cart_line c
    using unnest(${lines.map((line) => line.memberId)}::uuid[], ${lines.map((line) => line.cartLineId)}::uuid[])
      as t (member_id, cart_line_id)
    where c.alliance_id = ${tx.allianceId} and c.member_id = t.member_id and c.cart_line_id = t.cart_line_id`.execute(
    tx,
  );
  return numAffectedRows ?? 0n;
}
