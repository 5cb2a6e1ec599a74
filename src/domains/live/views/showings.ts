import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** An item from the host's shelf in the line-up of a session, past or planned, on the day it begins. */
export interface Showing {
  readonly shopId: string;
  readonly variantId: string;
  /** In Shanghai. */
  readonly day: string;
  /** Minutes on air, or planned, of all sessions of that day. */
  readonly minutes: number;
  /** The lowest flash price of the day, null without one. */
  readonly flashPriceFen: bigint | null;
}

/** Showings of days from one to another, both included, called-off sessions left out. Pooled items have no shelf. */
export async function shelfShowings(db: Reader, fromDay: string, toDay: string): Promise<Showing[]> {
  const { rows } = await sql<Showing>`/* live.shelf-showings */
    select s.host_shop_id as "shopId", i.variant_id as "variantId",
      to_char(s.starts_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day,
      (sum(extract(epoch from coalesce(s.ended_at, s.planned_end_at) - coalesce(s.started_at, s.starts_at))) / 60)::float8 as minutes,
      min(i.flash_price_fen) as "flashPriceFen"
    from live_session s join session_item i on i.alliance_id = s.alliance_id and i.session_id = s.session_id
    where s.alliance_id = ${db.allianceId} and s.state <> 'cancelled' and i.pool_id is null
      and (s.starts_at at time zone 'Asia/Shanghai')::date between ${fromDay}::date and ${toDay}::date
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}
