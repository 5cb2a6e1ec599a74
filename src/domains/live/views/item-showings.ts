import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** How an item did when one host showed it: pieces paid, against visits to the rooms of those sessions. */
export interface ItemShowing {
  readonly variantId: string;
  readonly hostMemberId: string;
  readonly sessions: number;
  readonly sold: number;
  readonly visits: number;
}

const sessionsMax = 500;

/** Items of the newest sessions since a moment that have begun, by item and host. */
export async function itemShowings(db: Reader, since: Date): Promise<ItemShowing[]> {
  const { rows } = await sql<ItemShowing>`/* live.item-showings */
    with shown as (
      select session_id, host_member_id from live_session
      where alliance_id = ${db.allianceId} and state in ('live', 'ended') and starts_at >= ${since}
      order by starts_at desc limit ${sessionsMax}
    ), visited as (
      select v.session_id, count(*) as visits from room_visit v
      join shown s on s.session_id = v.session_id
      where v.alliance_id = ${db.allianceId} group by v.session_id
    )
    select i.variant_id as "variantId", s.host_member_id as "hostMemberId", count(*)::int as sessions,
      sum(i.sold_quantity)::int as sold, coalesce(sum(v.visits), 0)::int as visits
    from shown s
    join session_item i on i.alliance_id = ${db.allianceId} and i.session_id = s.session_id
    left join visited v on v.session_id = s.session_id
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}
