import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** An item shown in a room of a live session. */
export interface ShowingRoom {
  readonly sessionId: string;
  readonly shopId: string;
  readonly sessionItemId: string;
}

/** Rooms × items of all live sessions of one alliance: far more than a district has. */
const roomsMax = 5_000;

/** Live rooms whose line-up has one of these pools. */
export async function roomsWithPools(db: Reader, poolIds: readonly string[]): Promise<ShowingRoom[]> {
  const { rows } = await sql<ShowingRoom>`/* live.rooms-with-pools */
    select i.session_id as "sessionId", r.shop_id as "shopId", i.session_item_id as "sessionItemId"
    from session_item i
    join live_session s on s.alliance_id = i.alliance_id and s.session_id = i.session_id and s.state = 'live'
    join live_room r on r.alliance_id = i.alliance_id and r.session_id = i.session_id
    where i.alliance_id = ${db.allianceId} and i.pool_id = any(${poolIds}::uuid[])
    limit ${roomsMax}::int`.execute(db);
  return rows;
}

/** Live rooms that show one of these goods: their price or stock may have moved. */
export async function roomsWithVariants(db: Reader, variantIds: readonly string[]): Promise<ShowingRoom[]> {
  const { rows } = await sql<ShowingRoom>`/* live.rooms-with-variants */
    select i.session_id as "sessionId", r.shop_id as "shopId", i.session_item_id as "sessionItemId"
    from live_session s
    join session_item i on i.alliance_id = s.alliance_id and i.session_id = s.session_id
    join live_room r on r.alliance_id = i.alliance_id and r.session_id = i.session_id
    where s.alliance_id = ${db.allianceId} and s.state = 'live' and i.variant_id = any(${variantIds}::uuid[])
    limit ${roomsMax}::int`.execute(db);
  return rows;
}
