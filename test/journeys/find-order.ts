import { withClient } from '../worlds/server.ts';
import type { Product } from './start-product.ts';

/** Phone and order of somebody who fetches by themselves and whose newest line of this state is the newest of all. */
export async function findOrder(
  { databaseUrl }: Product,
  state: string,
): Promise<{ phone: string; orderGroupId: string }> {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.query<{ phone: string; orderGroupId: string }>(
      `select m.phone, l.order_group_id as "orderGroupId"
       from order_line l join shop_order s using (alliance_id, shop_order_id)
       join member m on m.alliance_id = l.alliance_id and m.member_id = l.member_id
       where l.state = $1 and s.fulfil_kind = 'pickup' order by coalesce(l.done_at, l.placed_at) desc limit 1`,
      [state],
    ),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`the demo has no line ${state}`);
  return row;
}
