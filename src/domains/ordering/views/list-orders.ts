import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator, mayActForShop } from '../../../kernel/actor.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';

type Orders = Output<typeof ordering.listOrders>;
type Row = Omit<Orders['rows'][number], 'buyerName' | 'buyerPhone' | 'sellerShopName'> & {
  readonly memberId: string;
};

/** Shop orders of the alliance or of one's own shops, newest first. `q` finds order numbers and the buyer's name or phone. */
export async function listOrders(
  db: Reader,
  { shopId, state, q, cursor, limit }: Input<typeof ordering.listOrders>,
): Promise<Orders> {
  refuseUnless(shopId === undefined || mayActForShop(db.actor, shopId), 'not-allowed', {}, 'shopId');
  const shopIds = shopId ? [shopId] : isOperator(db.actor) ? null : [...(db.actor?.shopIds ?? [])];
  const [at, after] = cursor ? decodeCursor(cursor, [instantPart, uuidPart]) : [null, null];
  const pattern = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const { rows } = await sql<Row>`/* ordering.list-orders */
    select s.order_group_id as "orderGroupId", s.shop_order_id as "shopOrderId", s.number,
      s.placed_at as "placedAt", g.member_id as "memberId", s.seller_shop_id as "sellerShopId",
      s.fulfil_kind as "fulfilKind", g.state, l."lineState", l."pieceCount", s.goods_fen as "goodsFen",
      l."refundedFen", l."hasPool"
    from shop_order s
    join order_group g on g.alliance_id = s.alliance_id and g.order_group_id = s.order_group_id
    cross join lateral (
      select sum(o.quantity)::int as "pieceCount", sum(o.refunded_fen)::bigint as "refundedFen",
        bool_or(o.pool_id is not null) as "hasPool",
        (array_agg(o.state order by array_position(array['held', 'waiting-pool', 'ready', 'allocated', 'picked',
          'on-the-way', 'at-pickup', 'done', 'refunded', 'cancelled', 'released'], o.state)))[1] as "lineState"
      from order_line o where o.alliance_id = s.alliance_id and o.order_group_id = s.order_group_id
        and o.shop_order_id = s.shop_order_id
    ) l
    where s.alliance_id = ${db.allianceId}
      and (${shopIds}::uuid[] is null or s.seller_shop_id = any(${shopIds}::uuid[]))
      and (${state ?? null}::text is null or g.state = ${state ?? null}::text)
      and (${pattern}::text is null or s.number ilike ${pattern}::text or exists (
        select 1 from member m where m.alliance_id = g.alliance_id and m.member_id = g.member_id
          and (m.name ilike ${pattern}::text or m.nickname ilike ${pattern}::text or m.phone = ${q ?? null}::text)))
      and (${at ?? null}::timestamptz is null
        or (s.placed_at, s.shop_order_id) < (${at ?? null}::timestamptz, ${after ?? null}::uuid))
    order by s.placed_at desc, s.shop_order_id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const buyers = await describeMembers(db, [...new Set(page.map(({ memberId }) => memberId))]);
  const shops = await describeShops(db, [...new Set(page.map(({ sellerShopId }) => sellerShopId))]);
  return {
    rows: page.map(({ memberId, ...row }) => ({
      ...row,
      buyerName: buyers.get(memberId)?.name ?? '',
      buyerPhone: maskPhone(buyers.get(memberId)?.phone ?? ''),
      sellerShopName: shops.get(row.sellerShopId)?.name ?? '',
    })),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.placedAt.toISOString(), last.shopOrderId]) : null,
  };
}
