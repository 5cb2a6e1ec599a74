import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { MediaEngine } from '../../../engines/media/port.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { needHost } from '../rules/may-direct.ts';
import { needState } from '../rules/session-state.ts';
import type { Stage } from '../stage.ts';
import { findRooms } from '../store/rooms.ts';
import { findSessions, getSessionRow } from '../store/sessions.ts';
import type { SessionCard, SessionDetail, SessionRow } from '../tables.ts';
import { lineUps } from './line-up.ts';
import { sessionCards } from './session-cards.ts';

/** Sessions: those to come soonest first, all others newest start first. Who is a host and nothing else sees their own. */
export async function listSessions(
  db: Reader,
  stage: Stage,
  input: Input<typeof live.listSessions>,
): Promise<{ rows: SessionCard[]; nextCursor: string | null }> {
  const [at, id] = input.cursor ? decodeCursor(input.cursor, [instantPart, uuidPart]) : [null, null];
  const isToCome = input.state === 'scheduled';
  const direction = isToCome ? sql`asc` : sql`desc`;
  const mine = input.mine || !seesAll(db) ? db.actor!.memberId : null;
  const { rows } = await sql<{ sessionId: string }>`/* live.list-sessions */
    select session_id as "sessionId" from live_session
    where alliance_id = ${db.allianceId} and (${mine}::uuid is null or ${mine}::uuid in (host_member_id, substitute_member_id))
      and (${input.state ?? null}::text is null or state = ${input.state ?? null}::text)
      and (${at}::timestamptz is null or (starts_at, session_id) ${isToCome ? sql`>` : sql`<`} (${at}::timestamptz, ${id}::uuid))
    order by starts_at ${direction}, session_id ${direction} limit ${input.limit + 1}::int`.execute(db);
  const ids = rows.slice(0, input.limit).map(({ sessionId }) => sessionId);
  const sessions = (await findSessions(db, ids)).sort(
    (a, b) => ids.indexOf(a.sessionId) - ids.indexOf(b.sessionId),
  );
  const last = sessions.at(-1);
  return {
    rows: await sessionCards(db, stage, sessions.map(fromHostShop)),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor([last.startsAt.toISOString(), last.sessionId]) : null,
  };
}

/** A session with scripts, prices as in the host's room. `not-allowed` for hosts of other sessions. */
export async function getSession(db: Reader, stage: Stage, sessionId: string): Promise<SessionDetail> {
  const session = await getSessionRow(db, sessionId);
  needSight(db, session);
  const seen = [fromHostShop(session)];
  const [card] = await sessionCards(db, stage, seen);
  const [items] = await lineUps(db, seen);
  const rooms = await findRooms(db, [sessionId]);
  const shops = await describeShops(
    db,
    rooms.map(({ shopId }) => shopId),
  );
  const viewers = stage.viewersOf(sessionId);
  return {
    ...card!,
    substitute: session.substituteMemberId
      ? {
          memberId: session.substituteMemberId,
          name:
            (await describeMembers(db, [session.substituteMemberId])).get(session.substituteMemberId)?.name ??
            '',
        }
      : null,
    items: items!.map((item) => ({ ...item, sellingPoints: [...item.sellingPoints] })),
    rooms: rooms.map(({ shopId }) => ({
      shopId,
      shopName: shops.get(shopId)?.name ?? '',
      viewers: viewers.get(shopId) ?? 0,
    })),
  };
}

/** Refuses `not-allowed` to a host of other sessions; its substitute sees it, shops and operators see all of the alliance. */
export function needSight(
  db: Reader,
  session: Pick<SessionRow, 'hostMemberId' | 'substituteMemberId'>,
): void {
  const isTheirs = [session.hostMemberId, session.substituteMemberId].includes(db.actor?.memberId ?? '');
  refuseUnless(seesAll(db) || isTheirs, 'not-allowed');
}

/** For what other domains show of a session to those who work on it. Refuses `not-allowed`, `not-found`. */
export async function needSessionSight(db: Reader, sessionId: string): Promise<void> {
  needSight(db, await getSessionRow(db, sessionId));
}

function seesAll(db: Reader): boolean {
  return db.actor !== null && (db.actor.roles.has('operator') || db.actor.roles.has('shop'));
}

/** Where to send the video: also before the start, so that the host can look at the preview. */
export async function getPublishUrl(
  db: Reader,
  media: Pick<MediaEngine, 'createIngest'>,
  sessionId: string,
): Promise<Output<typeof live.getPublishUrl>> {
  const session = await getSessionRow(db, sessionId);
  needHost(db.actor, session.hostMemberId);
  needState(session.state, 'scheduled', 'live');
  const { path, rtmp } = media.createIngest({
    streamId: sessionId,
    memberId: db.actor?.memberId ?? session.hostMemberId,
  });
  return { publishUrl: path, rtmp };
}

function fromHostShop(session: SessionRow) {
  return { session, roomShopId: session.hostShopId };
}
