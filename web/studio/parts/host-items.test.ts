import { expect, test } from 'vitest';
import { type Session, hostItems, onShow } from './host-items.ts';
import type { StageNews } from './stage-news.ts';

const items = [{ sessionItemId: 'a' }, { sessionItemId: 'b' }, { sessionItemId: 'c' }];

test('before the first item, the first one is next', () => {
  expect(onShow(items, null)).toEqual({ pinned: undefined, next: items[0], position: 0 });
});

test('in the middle', () => {
  expect(onShow(items, 'b')).toEqual({ pinned: items[1], next: items[2], position: 2 });
});

test('after the last item nothing comes', () => {
  expect(onShow(items, 'c')).toEqual({ pinned: items[2], next: undefined, position: 3 });
});

test('figures come from the feed, scripts and the time on show from the reading', () => {
  const session = {
    items: [
      {
        sessionItemId: 'a',
        available: 9,
        script: '先剥一个',
        isPinned: true,
        pinnedAt: '2026-11-23T11:00:00Z',
      },
    ],
  } as Session;
  const news = {
    items: [{ sessionItemId: 'a', available: 4, isPinned: false, pinnedAt: null }],
  } as StageNews;
  expect(hostItems(session, news)).toEqual([{ ...session.items[0], available: 4 }]);
});
