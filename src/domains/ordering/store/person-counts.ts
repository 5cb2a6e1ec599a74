import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface PersonCountKey {
  readonly memberId: string;
  readonly resource: string;
  readonly variantId: string;
  readonly sellerShopId: string;
  readonly poolId: string | null;
}

/**
 * Pieces a member holds or bought of a thing: of a pool in all, of a shop's stock since `dayStart`. Ask after the
 * counters are locked: orders of the same thing wait there for each other.
 */
export async function countTaken(
  tx: Tx,
  keys: readonly PersonCountKey[],
  dayStart: Date,
): Promise<{ memberId: string; resource: string; taken: number }[]> {
  const { rows } = await sql<{ memberId: string; resource: string; taken: number }>`/* ordering.count-taken */
    select k.member_id as "memberId", k.resource, t.taken
    from unnest(
      ${keys.map((key) => key.memberId)}::uuid[],
      ${keys.map((key) => key.resource)}::text[],
      ${keys.map((key) => key.variantId)}::uuid[],
      ${keys.map((key) => key.sellerShopId)}::uuid[],
      ${keys.map((key) => key.poolId)}::uuid[]
    ) as k (member_id, resource, variant_id, seller_shop_id, pool_id)
    cross join lateral (
      select sum(l.quantity)::int as taken from order_line l
      where l.alliance_id = ${tx.allianceId} and l.member_id = k.member_id and l.variant_id = k.variant_id
        and l.state not in ('released', 'cancelled', 'refunded')
        and case when k.pool_id is null
          then l.pool_id is null and l.seller_shop_id = k.seller_shop_id and l.placed_at >= ${dayStart}::timestamptz
          else l.pool_id = k.pool_id end
    ) t
    where t.taken is not null`.execute(tx);
  return rows;
}
