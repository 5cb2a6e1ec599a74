import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeShops } from '../../membership/index.ts';
import { totalViewers, type Stage } from '../stage.ts';
import { countClicks } from '../store/clicks.ts';
import { findRooms } from '../store/rooms.ts';
import { getSessionRow } from '../store/sessions.ts';
import { needSight } from './sessions.ts';

/** Rooms of live sessions that are added up. */
const roomsMax = 5_000;

/** The upper end of the live funnel: who came. What they bought is told by insight. */
export interface SessionAudience {
  readonly viewers: number;
  readonly peakViewers: number;
  readonly visits: number;
  /** Items opened, and browsers that opened any. */
  readonly clicks: number;
  readonly clickers: number;
  readonly chats: number;
  readonly rooms: readonly {
    readonly shopId: string;
    readonly shopName: string;
    readonly viewers: number;
    readonly visits: number;
    readonly clickers: number;
  }[];
}

export async function sessionAudience(db: Reader, stage: Stage, sessionId: string): Promise<SessionAudience> {
  const session = await getSessionRow(db, sessionId);
  needSight(db, session);
  const rooms = await findRooms(db, [sessionId]);
  const shops = await describeShops(
    db,
    rooms.map(({ shopId }) => shopId),
  );
  const visits = await countVisitsByRoom(db, sessionId);
  const clicks = await countClicks(db, sessionId);
  const viewers = stage.viewersOf(sessionId);
  const now = totalViewers(stage, sessionId);
  return {
    viewers: now,
    peakViewers: Math.max(session.peakViewers, now),
    visits: [...visits.values()].reduce((sum, count) => sum + count, 0),
    clicks: [...clicks.values()].reduce((sum, one) => sum + one.clicks, 0),
    clickers: [...clicks.values()].reduce((sum, one) => sum + one.clickers, 0),
    chats: await countChats(db, sessionId),
    rooms: rooms.map(({ shopId }) => ({
      shopId,
      shopName: shops.get(shopId)?.name ?? '',
      viewers: viewers.get(shopId) ?? 0,
      visits: visits.get(shopId) ?? 0,
      clickers: clicks.get(shopId)?.clickers ?? 0,
    })),
  };
}

async function countVisitsByRoom(db: Reader, sessionId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ shopId: string; count: number }>`/* live.count-visits-by-room */
    select shop_id as "shopId", count(*)::int as count from room_visit
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} group by shop_id`.execute(db);
  return new Map(rows.map(({ shopId, count }) => [shopId, count]));
}

async function countChats(db: Reader, sessionId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`/* live.count-chats */
    select count(*)::int as count from chat_message
    where alliance_id = ${db.allianceId} and session_id = ${sessionId} and state = 'shown'`.execute(db);
  return rows[0]!.count;
}

/** Visits to rooms within a span, of the alliance or of one shop's rooms: for the overview. */
export async function countVisits(
  db: Reader,
  { from, to, shopId }: { readonly from: Date; readonly to: Date; readonly shopId: string | null },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`/* live.count-visits */
    select count(*)::int as count from room_visit
    where alliance_id = ${db.allianceId} and first_at >= ${from} and first_at < ${to}
      and (${shopId}::uuid is null or shop_id = ${shopId}::uuid)`.execute(db);
  return rows[0]!.count;
}

/** Sessions on air now with their rooms: whose viewers the overview adds up. */
export async function listLiveRooms(db: Reader): Promise<{ sessionId: string; shopId: string }[]> {
  const { rows } = await sql<{ sessionId: string; shopId: string }>`/* live.list-live-rooms */
    select r.session_id as "sessionId", r.shop_id as "shopId" from live_session s
    join live_room r on r.alliance_id = s.alliance_id and r.session_id = s.session_id
    where s.alliance_id = ${db.allianceId} and s.state = 'live' limit ${roomsMax}::int`.execute(db);
  return rows;
}
