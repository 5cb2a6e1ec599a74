import type { Reader } from '../../../engines/db/tx.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeMembers, describeShops } from '../../membership/index.ts';
import { totalViewers, type Stage } from '../stage.ts';
import { countReminders } from '../store/reminders.ts';
import { findRooms } from '../store/rooms.ts';
import { findSessionItems } from '../store/session-items.ts';
import type { SessionCard } from '../tables.ts';
import { lineUps, publicItem, type SeenFrom } from './line-up.ts';

/** Pictures on the cover of a session. */
const coverPictures = 4;

/** Cards of sessions in the order given, each as seen from a room. A fixed number of statements. */
export async function sessionCards(
  db: Reader,
  stage: Stage,
  seen: readonly SeenFrom[],
): Promise<SessionCard[]> {
  if (seen.length === 0) return [];
  const sessionIds = seen.map(({ session }) => session.sessionId);
  const shops = await describeShops(
    db,
    seen.map(({ session }) => session.hostShopId),
  );
  const hosts = await describeMembers(
    db,
    seen.map(({ session }) => session.hostMemberId),
  );
  const reminders = new Map((await countReminders(db, sessionIds)).map((row) => [row.sessionId, row]));
  const rooms = Map.groupBy(await findRooms(db, sessionIds), ({ sessionId }) => sessionId);
  const covers = await readCovers(db, sessionIds);
  const pinned = await readPinned(db, seen);
  return seen.map(({ session }): SessionCard => {
    const {
      substituteMemberId: _substitute,
      pinnedItemId: _item,
      pinnedAt: _at,
      peakViewers: _peak,
      ...plain
    } = session;
    const reminder = reminders.get(session.sessionId);
    const host = hosts.get(session.hostMemberId);
    return {
      ...plain,
      hostName: host?.nickname || host?.name || '',
      hostShopName: shops.get(session.hostShopId)?.name ?? '',
      roomCount: rooms.get(session.sessionId)?.length ?? 0,
      viewers: totalViewers(stage, session.sessionId),
      reminderCount: reminder?.count ?? 0,
      isReminded: reminder?.isMine ?? false,
      coverPictureKeys: covers.get(session.sessionId) ?? [],
      pinned: pinned.get(session.sessionId) ?? null,
    };
  });
}

async function readCovers(db: Reader, sessionIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await findSessionItems(db, sessionIds);
  const items = await describeItems(db, [...new Set(rows.map(({ variantId }) => variantId))]);
  const bySession = Map.groupBy(rows, ({ sessionId }) => sessionId);
  return new Map(
    [...bySession].map(([sessionId, own]) => {
      const keys = own.flatMap(({ variantId }) => items.get(variantId)?.pictureKey ?? []);
      return [sessionId, [...new Set(keys)].slice(0, coverPictures)];
    }),
  );
}

async function readPinned(
  db: Reader,
  seen: readonly SeenFrom[],
): Promise<Map<string, SessionCard['pinned']>> {
  const showing = seen.filter(({ session }) => session.pinnedItemId !== null);
  if (showing.length === 0) return new Map();
  const items = await lineUps(db, showing);
  return new Map(
    showing.map(({ session }, i) => {
      const item = items[i]!.find(({ isPinned }) => isPinned);
      return [session.sessionId, item ? publicItem(item) : null];
    }),
  );
}
