import type { Reader } from '../../../engines/db/tx.ts';
import { refuseUnless } from '../../../kernel/refusal.ts';
import { findSanction } from '../store/sanctions.ts';
import { countReminders } from '../store/reminders.ts';
import { existingRooms, type RoomRow } from '../store/rooms.ts';

/** Refuses `room-closed` unless the shop has joined the session. */
export async function needRoom(db: Reader, room: RoomRow): Promise<void> {
  const found = await existingRooms(db, [room]);
  refuseUnless(found.length === 1, 'room-closed', {}, 'shopId');
}

/** Whether the person asking has not been asked to leave the session; whoever is not signed in has not. */
export async function isWelcome(db: Reader, sessionId: string): Promise<boolean> {
  if (!db.actor) return true;
  return (await findSanction(db, sessionId, db.actor.memberId))?.kind !== 'ban';
}

/** Those of these rooms that exist, as `${sessionId}:${shopId}`. */
export async function roomsOpen(db: Reader, rooms: readonly RoomRow[]): Promise<Set<string>> {
  if (rooms.length === 0) return new Set();
  const found = await existingRooms(db, rooms);
  return new Set(found.map(({ sessionId, shopId }) => `${sessionId}:${shopId}`));
}

/** How many want to be told when the session starts. */
export async function countReminder(db: Reader, sessionId: string): Promise<number> {
  const [found] = await countReminders(db, [sessionId]);
  return found?.count ?? 0;
}
