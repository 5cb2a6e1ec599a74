import { expect, it } from 'vitest';
import { type ChatMessage, type News, reduceNews } from './session-news.ts';

const news: News = {
  chat: [],
  viewers: 0,
  rooms: [],
  state: 'live',
  isReconnecting: false,
  pinned: null,
  items: [],
  coupon: null,
};
const held: ChatMessage = {
  messageId: 'm1',
  at: '2026-11-23T12:00:00.000Z',
  shopId: 's1',
  memberId: 'p1',
  name: '陈阿姨',
  text: '最便宜吗',
  isHost: false,
  state: 'held',
};

it('takes a message reviewed for the one it was, and a new one after it', () => {
  const after = [held, { ...held, state: 'shown' as const }, { ...held, messageId: 'm2' }].reduce(
    (state, message) => reduceNews(state, { kind: 'chat', message }),
    news,
  );
  expect(after.chat.map(({ messageId, state }) => `${messageId} ${state}`)).toEqual(['m1 shown', 'm2 held']);
});

it('follows viewers by room, the pinned item and the state', () => {
  const rooms = [{ shopId: 's1', count: 3 }];
  const watched = reduceNews(news, { kind: 'viewers', count: 3, rooms });
  const pinned = reduceNews(watched, { kind: 'pinned', sessionItemId: 'i1' });
  const ended = reduceNews(pinned, { kind: 'session', state: 'ended', isReconnecting: false });
  expect(ended).toEqual({ ...news, viewers: 3, rooms, pinned: 'i1', state: 'ended' });
});
