import type { z } from 'zod';
import type { feedEvents, feedStates } from '../../../contract/feed.ts';
import type { ChatMessage } from './answers.ts';

/** A room as the feed tells it; `log` mixes what was said with what was bought, oldest first. */
export type RoomFeed = z.input<typeof feedStates.room> & { log?: readonly LogEntry[] };
export type RoomEvent = z.input<typeof feedEvents.room>;
export type LogEntry =
  | { kind: 'chat'; key: string; message: ChatMessage }
  | { kind: 'bought'; key: string; name: string; title: string; quantity: number };

/** What can be scrolled back to. */
const logMax = 60;

function entryOf(message: ChatMessage): LogEntry {
  return { kind: 'chat', key: message.messageId, message };
}

export function logOf({ log, chat }: Pick<RoomFeed, 'log' | 'chat'>): readonly LogEntry[] {
  return log ?? chat.slice(-logMax).map(entryOf);
}

/** Takes one event; a message known by its id is not shown twice. */
export function takeRoomEvent(room: RoomFeed, event: RoomEvent): RoomFeed {
  const log = logOf(room);
  switch (event.kind) {
    case 'chat':
      return log.some(({ key }) => key === event.message.messageId)
        ? { ...room, log }
        : { ...room, log: [...log, entryOf(event.message)].slice(-logMax) };
    case 'chat-removed':
      return { ...room, log: log.filter(({ key }) => key !== event.messageId) };
    case 'bought': {
      const { name, title, quantity } = event;
      const key = `bought-${(log.at(-1)?.key ?? '').slice(-40)}-${log.length}-${name}`;
      return {
        ...room,
        log: [...log, { kind: 'bought' as const, key, name, title, quantity }].slice(-logMax),
      };
    }
    case 'viewers':
      return { ...room, viewers: event.count };
    case 'session':
      return { ...room, state: event.state, isReconnecting: event.isReconnecting };
    case 'pinned':
      return { ...room, pinned: event.sessionItemId };
    case 'item':
      return {
        ...room,
        items: room.items.map((item) =>
          item.sessionItemId === event.item.sessionItemId ? event.item : item,
        ),
      };
    case 'line-up':
      return { ...room, items: event.items };
    case 'coupon':
      return { ...room, coupon: event.coupon };
  }
}
