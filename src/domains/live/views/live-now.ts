import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { describeShops } from '../../membership/index.ts';
import { nearestRoom, type NearRoom } from '../rules/nearest-room.ts';
import type { Stage } from '../stage.ts';
import { findRooms } from '../store/rooms.ts';
import { findSessions } from '../store/sessions.ts';
import { sessionCards } from './session-cards.ts';

const liveMax = 100;
const upcomingMax = 50;
const upcomingDays = 7;
/** A host who is late has not cancelled. */
const lateHours = 1;

/** Live now, nearest rooms first, and what comes within a week, soonest first. */
export async function listLiveNow(
  db: Reader,
  stage: Stage,
  input: Input<typeof live.listLiveNow>,
): Promise<Output<typeof live.listLiveNow>> {
  const sessions = await findSessions(db, await findCurrent(db, input.shopId ?? null));
  const rooms = Map.groupBy(
    await findRooms(
      db,
      sessions.map(({ sessionId }) => sessionId),
    ),
    ({ sessionId }) => sessionId,
  );
  const shops = await describeShops(db);
  const { lng, lat } = input;
  const place = lng === undefined || lat === undefined ? null : { lng, lat };
  const seen = sessions.map((session) => {
    const places = (rooms.get(session.sessionId) ?? []).flatMap(({ shopId }) => shops.get(shopId) ?? []);
    const room: NearRoom = input.shopId
      ? { shopId: input.shopId, metre: null }
      : nearestRoom(places, session.hostShopId, place);
    return { session, roomShopId: room.shopId, metre: room.metre };
  });
  seen.sort((a, b) =>
    a.session.state === 'live' && b.session.state === 'live' ? (a.metre ?? 0) - (b.metre ?? 0) : 0,
  );
  const cards = (await sessionCards(db, stage, seen)).map((card, i) => {
    const { roomShopId, metre } = seen[i]!;
    const distanceMetre = metre === null ? null : Math.round(metre);
    return { ...card, roomShopId, roomShopName: shops.get(roomShopId)?.name ?? '', distanceMetre };
  });
  return {
    now: cards.filter(({ state }) => state === 'live'),
    upcoming: cards.filter(({ state }) => state === 'scheduled'),
  };
}

async function findCurrent(db: Reader, shopId: string | null): Promise<string[]> {
  const { rows } = await sql<{ sessionId: string }>`/* live.find-current */
    (select session_id as "sessionId" from live_session s
      where alliance_id = ${db.allianceId} and state = 'live' and (${shopId}::uuid is null or exists (
        select 1 from live_room r
        where r.alliance_id = s.alliance_id and r.session_id = s.session_id and r.shop_id = ${shopId}::uuid))
      order by starts_at desc limit ${liveMax}::int)
    union all
    (select session_id from live_session s
      where alliance_id = ${db.allianceId} and state = 'scheduled'
        and starts_at > ${db.now}::timestamptz - make_interval(hours => ${lateHours}::int)
        and starts_at < ${db.now}::timestamptz + make_interval(days => ${upcomingDays}::int)
        and (${shopId}::uuid is null or exists (
          select 1 from live_room r
          where r.alliance_id = s.alliance_id and r.session_id = s.session_id and r.shop_id = ${shopId}::uuid))
      order by starts_at limit ${upcomingMax}::int)`.execute(db);
  return rows.map(({ sessionId }) => sessionId);
}
