import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import type { OrderTab } from '../rules/line-state.ts';
import type { Group } from '../tables.ts';
import type { ReadExtras } from './extras.ts';
import { describeShopOrders } from './order-lines.ts';

type Orders = Output<typeof ordering.listMyOrders>;
interface Row extends Pick<
  Group,
  'orderGroupId' | 'number' | 'state' | 'placedAt' | 'payBy' | 'totalFen' | 'pieceCount'
> {
  readonly refundedFen: bigint;
  readonly tab: OrderTab;
}

/** Every order of a member with the tab it is in: what needs the shopper most wins, then what moves, then what waits. */
const tabbed = (db: Reader, memberId: string) => sql`
  select g.order_group_id, g.number, g.state, g.placed_at, g.pay_by, g.total_fen, g.piece_count,
    (sum(l.refunded_fen) + g.fee_refunded_fen)::bigint as refunded_fen,
    case
      when g.state = 'awaiting-payment' then 'to-pay'
      when bool_or(l.state in ('on-the-way', 'at-pickup')) then 'on-the-way'
      when bool_or(l.state in ('ready', 'allocated', 'picked')) then 'to-ship'
      when bool_or(l.state = 'waiting-pool') then 'pooling'
      when bool_or(l.state = 'refunded') or (sum(l.refunded_fen) > 0 and not bool_or(l.state = 'done')) then 'after-sales'
      else 'done'
    end as tab
  from order_group g
  join order_line l on l.alliance_id = g.alliance_id and l.order_group_id = g.order_group_id
  where g.alliance_id = ${db.allianceId} and g.member_id = ${memberId}
  group by g.alliance_id, g.order_group_id`;

/** The orders of the person asking, newest first, with the number of orders in each tab. */
export async function listMyOrders(
  db: Reader,
  { tab, cursor, limit }: Input<typeof ordering.listMyOrders>,
  readExtras: ReadExtras,
): Promise<Orders> {
  refuseUnless(db.actor, 'sign-in-needed');
  const { memberId } = db.actor;
  const [at, after] = cursor ? decodeCursor(cursor, [instantPart, uuidPart]) : [null, null];
  const { rows } = await sql<Row>`/* ordering.list-my-orders */
    select order_group_id as "orderGroupId", number, state, placed_at as "placedAt", pay_by as "payBy",
      total_fen as "totalFen", piece_count as "pieceCount", refunded_fen as "refundedFen", tab
    from (${tabbed(db, memberId)}) mine
    where (${tab ?? null}::text is null or tab = ${tab ?? null}::text)
      and (${at ?? null}::timestamptz is null
        or (placed_at, order_group_id) < (${at ?? null}::timestamptz, ${after ?? null}::uuid))
    order by placed_at desc, order_group_id desc limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const shopOrders = await describeShopOrders(
    db,
    page.map(({ orderGroupId }) => orderGroupId),
    readExtras,
  );
  return {
    rows: page.map((row) => {
      const orders = shopOrders.get(row.orderGroupId) ?? [];
      return {
        ...row,
        sellerNames: orders.map(({ sellerShopName }) => sellerShopName),
        lines: orders.flatMap(({ lines }) => lines),
      };
    }),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.placedAt.toISOString(), last.orderGroupId]) : null,
    counts: await countTabs(db, memberId),
  };
}

async function countTabs(db: Reader, memberId: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ tab: string; count: number }>`/* ordering.count-my-tabs */
    select tab, count(*)::int as count from (${tabbed(db, memberId)}) mine group by tab`.execute(db);
  return Object.fromEntries(rows.map(({ tab, count }) => [tab, count]));
}
