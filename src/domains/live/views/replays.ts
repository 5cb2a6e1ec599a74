import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { MediaEngine } from '../../../engines/media/port.ts';
import { describeShops } from '../../membership/index.ts';
import { markEnds } from '../rules/mark-ends.ts';
import { findMarks, type PinMarkRow } from '../store/pin-marks.ts';
import { findReplay, findReplayMarks } from '../store/replays.ts';
import type { RoomRow } from '../store/rooms.ts';
import { getSessionRow } from '../store/sessions.ts';
import { lineUps } from './line-up.ts';
import { needRoom } from './rooms.ts';

/** What of a recording belongs to the session, and what was shown when. */
export interface ReplayPlan {
  readonly from: Date;
  readonly until: Date;
  readonly marks: readonly (PinMarkRow & { readonly title: string })[];
}

/** Null for a session that never ran or still does. */
export async function planReplay(db: Reader, sessionId: string): Promise<ReplayPlan | null> {
  const session = await getSessionRow(db, sessionId);
  const { startedAt: from, endedAt: until, hostShopId } = session;
  if (session.state !== 'ended' || from === null || until === null) return null;
  const [items] = await lineUps(db, [{ session, roomShopId: hostShopId }]);
  const names = new Map(items!.map(({ sessionItemId, item }) => [sessionItemId, item.name]));
  const marks = await findMarks(db, sessionId);
  return {
    from,
    until,
    marks: marks.map((mark) => ({ ...mark, title: names.get(mark.sessionItemId) ?? '' })),
  };
}

/** The replay for a viewer of a room. Refuses `room-closed` when the shop was not part of it. */
export async function getReplay(
  db: Reader,
  { media }: { readonly media: Pick<MediaEngine, 'playToken'> },
  { sessionId, shopId }: RoomRow,
): Promise<Output<typeof live.getReplay>> {
  await needRoom(db, { sessionId, shopId });
  const found = await findReplay(db, sessionId);
  if (found === null) return { replay: null };
  const { durationMillis, recordedAt } = found;
  const marks = await findReplayMarks(db, sessionId);
  const ends = markEnds(marks, durationMillis);
  const memberId = db.actor?.memberId ?? '';
  const token = media.playToken({ streamId: sessionId }, { roomId: shopId, memberId });
  const urlOf = (file: string): string => `/replays/${db.allianceId}/${sessionId}/${file}.mp4?${token}`;
  return {
    replay: {
      videoUrl: urlOf('video'),
      posterUrl: urlOf('poster'),
      durationMillis,
      recordedAt,
      marks: marks.map(({ sessionItemId, startMillis }, i) => {
        const clipUrl = `${urlOf('clip')}&from=${startMillis}&until=${ends[i]}`;
        return { sessionItemId, startMillis, endMillis: ends[i]!, clipUrl };
      }),
    },
  };
}

export async function getReplayKeeping(
  db: Reader,
  sessionId: string,
): Promise<Output<typeof live.getReplayKeeping>> {
  const found = await findReplay(db, sessionId);
  if (found === null) return { keeping: null };
  const { keepUntil, byteCount, heldAt, holdReason } = found;
  return { keeping: { keepUntil, byteCount, heldAt, holdReason: holdReason ?? '' } };
}

/** Replays with their sessions, newest recording first. */
export async function listReplays(
  db: Reader,
  { cursor, limit, held }: Input<typeof live.listReplays>,
): Promise<Output<typeof live.listReplays>> {
  const [at, id] = cursor ? decodeCursor(cursor, [instantPart, uuidPart]) : [null, null];
  const { rows } = await sql<KeptRow>`/* live.list-replays */
    select r.session_id as "sessionId", s.title, s.host_shop_id as "hostShopId", r.recorded_at as "recordedAt",
      r.duration_ms as "durationMillis", r.byte_count::float8 as "byteCount", r.keep_until as "keepUntil",
      r.held_at as "heldAt", coalesce(r.hold_reason, '') as "holdReason"
    from replay r join live_session s using (alliance_id, session_id)
    where r.alliance_id = ${db.allianceId} and (not ${held}::boolean or r.held_at is not null)
      and (${at ?? null}::timestamptz is null
        or (date_trunc('milliseconds', r.recorded_at), r.session_id) < (${at ?? null}::timestamptz, ${id ?? null}::uuid))
    order by date_trunc('milliseconds', r.recorded_at) desc, r.session_id desc limit ${limit + 1}::int`.execute(
    db,
  );
  const shown = rows.slice(0, limit);
  const shops = await describeShops(db, [...new Set(shown.map(({ hostShopId }) => hostShopId))]);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({ ...row, hostShopName: shops.get(row.hostShopId)?.name ?? '' })),
    nextCursor:
      rows.length > limit && last ? encodeCursor([last.recordedAt.toISOString(), last.sessionId]) : null,
  };
}

type KeptRow = Omit<Output<typeof live.listReplays>['rows'][number], 'hostShopName'>;
