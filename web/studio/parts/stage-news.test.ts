import { expect, test } from 'vitest';
import { type ChatMessage, type StageNews, reduceStage, talkLines } from './stage-news.ts';

const nobody: StageNews = {
  chat: [],
  viewers: 0,
  rooms: [],
  state: 'live',
  isReconnecting: false,
  pinned: null,
  items: [],
  coupon: null,
};

function message(messageId: string, state: ChatMessage['state'] = 'shown'): ChatMessage {
  return {
    messageId,
    at: '2026-11-23T11:00:00Z',
    shopId: 's',
    memberId: 'm',
    name: '王姐',
    text: messageId,
    isHost: false,
    state,
  };
}

test('a message heard twice stands once, in its newest form', () => {
  const held = reduceStage(nobody, { kind: 'chat', message: message('a', 'held') });
  const shown = reduceStage(held, { kind: 'chat', message: message('a') });
  expect(shown.chat).toEqual([message('a')]);
});

test('a long session keeps only its latest messages', () => {
  let news = nobody;
  for (let n = 0; n < 240; n += 1) news = reduceStage(news, { kind: 'chat', message: message(`${n}`) });
  expect(news.chat).toHaveLength(200);
  expect(news.chat[0]?.text).toBe('40');
});

test('purchases stand where they happened, held messages are not shown over the picture', () => {
  const bought = { kind: 'bought', name: '陈**', title: '耙耙柑', quantity: 2 } as const;
  const events = [
    bought,
    { kind: 'chat', message: message('a') },
    bought,
    { kind: 'chat', message: message('b', 'held') },
    { kind: 'chat', message: message('c') },
  ] as const;
  const news = events.reduce<StageNews>(reduceStage, nobody);
  expect(talkLines(news, 9).map(({ key }) => key)).toEqual(['bought 1', 'a', 'bought 2', 'c']);
  expect(talkLines(news, 2).map(({ key }) => key)).toEqual(['bought 2', 'c']);
});

test('an item replaces its former self and nothing else', () => {
  const items = [
    { sessionItemId: 'x', available: 5 },
    { sessionItemId: 'y', available: 7 },
  ] as StageNews['items'];
  const item = { ...items[0]!, available: 4 };
  expect(reduceStage({ ...nobody, items }, { kind: 'item', item }).items).toEqual([item, items[1]]);
});
