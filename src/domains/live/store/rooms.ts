import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface RoomRow {
  readonly sessionId: string;
  readonly shopId: string;
}

/** Returns the shops that had not joined before. */
export async function insertRooms(tx: Tx, sessionId: string, shopIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ shopId: string }>`/* live.insert-rooms */
    insert into live_room (alliance_id, session_id, shop_id, joined_at)
    select ${tx.allianceId}::uuid, ${sessionId}::uuid, shop_id, ${tx.now}::timestamptz from unnest(${shopIds}::uuid[]) as s (shop_id)
    on conflict do nothing returning shop_id as "shopId"`.execute(tx);
  return rows.map(({ shopId }) => shopId);
}

export async function deleteRoom(tx: Tx, sessionId: string, shopId: string): Promise<boolean> {
  const { rows } = await sql`/* live.delete-room */
    delete from live_room
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and shop_id = ${shopId} returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Rooms of the sessions in the order they joined. */
export async function findRooms(db: Reader, sessionIds: readonly string[]): Promise<RoomRow[]> {
  const { rows } = await sql<RoomRow>`/* live.find-rooms */
    select session_id as "sessionId", shop_id as "shopId" from live_room
    where alliance_id = ${db.allianceId} and session_id = any(${sessionIds}::uuid[])
    order by session_id, joined_at, shop_id`.execute(db);
  return rows;
}

/** Those of these rooms that exist. */
export async function existingRooms(db: Reader, rooms: readonly RoomRow[]): Promise<RoomRow[]> {
  const { rows } = await sql<RoomRow>`/* live.existing-rooms */
    select r.session_id as "sessionId", r.shop_id as "shopId"
    from unnest(${rooms.map((room) => room.sessionId)}::uuid[], ${rooms.map((room) => room.shopId)}::uuid[]) as k (session_id, shop_id)
    join live_room r on r.alliance_id = ${db.allianceId} and r.session_id = k.session_id and r.shop_id = k.shop_id`.execute(
    db,
  );
  return rows;
}
