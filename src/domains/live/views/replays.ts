import type { Output } from '../../../../contract/endpoint.ts';
import type { live } from '../../../../contract/live.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import type { MediaEngine } from '../../../engines/media/port.ts';
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
