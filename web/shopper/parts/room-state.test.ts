import { expect, test } from 'vitest';
import type { ChatMessage } from './answers.ts';
import { logOf, type RoomFeed, takeRoomEvent } from './room-state.ts';

function said(messageId: string): ChatMessage {
  const at = '2026-11-22T08:32:00Z';
  return {
    messageId,
    at,
    shopId: 's',
    memberId: 'm',
    name: '6 栋小周',
    text: '甜吗',
    isHost: false,
    state: 'shown',
  };
}

const room: RoomFeed = {
  chat: [said('a')],
  viewers: 3,
  state: 'live',
  isReconnecting: false,
  pinned: null,
  items: [],
  coupon: null,
};

test('a message heard twice is shown once', () => {
  const once = takeRoomEvent(room, { kind: 'chat', message: said('b') });
  const twice = takeRoomEvent(once, { kind: 'chat', message: said('b') });
  expect(logOf(twice).map(({ key }) => key)).toEqual(['a', 'b']);
});

test('what was bought stands between what was said, and removed words go', () => {
  const bought = takeRoomEvent(room, { kind: 'bought', name: '陈**', title: '柿子', quantity: 2 });
  const later = takeRoomEvent(bought, { kind: 'chat', message: said('c') });
  const gone = takeRoomEvent(later, { kind: 'chat-removed', messageId: 'a' });
  expect(logOf(gone).map(({ kind }) => kind)).toEqual(['bought', 'chat']);
});

test('two purchases in a row keep keys of their own', () => {
  const event = { kind: 'bought', name: '陈**', title: '柿子', quantity: 2 } as const;
  const keys = logOf(takeRoomEvent(takeRoomEvent(room, event), event)).map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
});

test('viewers, pins and the end of the session come through', () => {
  const ended = takeRoomEvent(room, { kind: 'session', state: 'ended', isReconnecting: false });
  expect(takeRoomEvent(ended, { kind: 'viewers', count: 9 })).toMatchObject({ state: 'ended', viewers: 9 });
});
