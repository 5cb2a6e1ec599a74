import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import type { Fulfil } from '../tables.ts';

export interface ShopOrder {
  readonly shopOrderId: string;
  readonly orderGroupId: string;
  readonly number: string;
  readonly sellerShopId: string;
  readonly fulfil: Fulfil;
  readonly deliveryFeeFen: Fen;
  readonly goodsFen: Fen;
}

type Raw = Omit<ShopOrder, 'fulfil'> & Fulfil;

const columns = sql`
  s.shop_order_id as "shopOrderId", s.order_group_id as "orderGroupId", s.number,
  s.seller_shop_id as "sellerShopId", s.fulfil_kind as kind, s.pickup_shop_id as "pickupShopId", s.address,
  s.slot_start as "slotStart", s.slot_end as "slotEnd", s.delivery_fee_fen as "deliveryFeeFen",
  s.goods_fen as "goodsFen"`;

function toShopOrder({ kind, pickupShopId, address, slotStart, slotEnd, ...order }: Raw): ShopOrder {
  return { ...order, fulfil: { kind, pickupShopId, address, slotStart, slotEnd } };
}

export async function findShopOrdersOfGroups(
  db: Reader,
  orderGroupIds: readonly string[],
): Promise<ShopOrder[]> {
  const { rows } = await sql<Raw>`/* ordering.find-shop-orders-of-groups */
    select ${columns} from shop_order s
    where s.alliance_id = ${db.allianceId} and s.order_group_id = any(${orderGroupIds}::uuid[])
    order by s.order_group_id, s.number`.execute(db);
  return rows.map(toShopOrder);
}

export async function findShopOrders(db: Reader, shopOrderIds: readonly string[]): Promise<ShopOrder[]> {
  const { rows } = await sql<Raw>`/* ordering.find-shop-orders */
    select ${columns} from shop_order s
    where s.alliance_id = ${db.allianceId} and s.shop_order_id = any(${shopOrderIds}::uuid[])
    order by s.number`.execute(db);
  return rows.map(toShopOrder);
}
