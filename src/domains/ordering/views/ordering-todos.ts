import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface OrderingTodo {
  readonly kind: 'orders-to-ship' | 'refund-failed';
  readonly count: number;
  readonly worst: string;
  readonly dueAt: Date | null;
}

/** Orders whose goods are there and wait for a wave, and refunds the provider would not make. Empty kinds are absent. */
export async function orderingTodos(db: Reader, shopId: string | null): Promise<OrderingTodo[]> {
  const { rows } = await sql<OrderingTodo>`/* ordering.todos */
    select 'orders-to-ship' as kind, count(distinct l.shop_order_id)::int as count,
      concat('最早付款 ', to_char(min(l.paid_at) at time zone 'Asia/Shanghai', 'MM-DD HH24:MI')) as worst,
      min(s.slot_start) as "dueAt"
    from order_line l
    join shop_order s on s.alliance_id = l.alliance_id and s.shop_order_id = l.shop_order_id
    where l.alliance_id = ${db.allianceId} and l.state = 'ready'
      and (${shopId}::uuid is null or l.seller_shop_id = ${shopId}::uuid)
    having count(*) > 0
    union all
    select 'refund-failed', count(*)::int, concat('最早 ', to_char(min(r.requested_at) at time zone 'Asia/Shanghai', 'MM-DD HH24:MI')),
      min(r.requested_at)
    from refund r
    where r.alliance_id = ${db.allianceId} and r.state = 'failed' and ${shopId}::uuid is null
    having count(*) > 0`.execute(db);
  return rows;
}
