import type { z } from 'zod';
import type { feedEvents, feedStates } from '../../../../contract/feed.ts';

export type News = z.input<typeof feedStates.session>;
export type NewsEvent = z.input<typeof feedEvents.session>;
export type ChatMessage = News['chat'][number];

/** What stays on the page of a long session; the rest is on record. */
const chatKept = 300;

/** One event later. A message with a known id is that message reviewed; purchases show in the funnel. */
export function reduceNews(news: News, event: NewsEvent): News {
  switch (event.kind) {
    case 'chat':
      return { ...news, chat: withMessage(news.chat, event.message) };
    case 'viewers':
      return { ...news, viewers: event.count, rooms: event.rooms };
    case 'pinned':
      return { ...news, pinned: event.sessionItemId };
    case 'item':
      return {
        ...news,
        items: news.items.map((one) => (one.sessionItemId === event.item.sessionItemId ? event.item : one)),
      };
    case 'line-up':
      return { ...news, items: event.items };
    case 'session':
      return { ...news, state: event.state, isReconnecting: event.isReconnecting };
    case 'coupon':
      return { ...news, coupon: event.coupon };
    case 'host':
    case 'funnel-changed':
    case 'bought':
      return news;
  }
}

function withMessage(chat: ChatMessage[], message: ChatMessage): ChatMessage[] {
  const isKnown = chat.some(({ messageId }) => messageId === message.messageId);
  if (isKnown) return chat.map((one) => (one.messageId === message.messageId ? message : one));
  return [...chat, message].slice(-chatKept);
}
