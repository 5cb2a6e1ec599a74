import type { z } from 'zod';
import type { feedEvents, feedStates } from '../../../contract/feed.ts';
import type { lineUpItem } from '../../../contract/live.ts';

export type StageEvent = z.input<typeof feedEvents.session>;
export type ChatMessage = Extract<StageEvent, { kind: 'chat' }>['message'];
export type LineUpItem = z.input<typeof lineUpItem>;

/** Somebody bought while the host was talking; stands after the message that was the last one then. */
export interface Bought {
  readonly key: number;
  readonly afterMessageId: string | undefined;
  readonly name: string;
  readonly title: string;
  readonly quantity: number;
}

/** What the host knows of the stage: the first state of the topic `session:<id>`, and what came since. */
export type StageNews = z.input<typeof feedStates.session> & {
  readonly bought?: readonly Bought[];
  /** Grows with each purchase or visit: the funnel is worth reading again. */
  readonly funnelTurn?: number;
  /** Set once another host went on. */
  readonly hostMemberId?: string;
};

/** What stays in memory of a long session; the rest is on record. */
const chatKept = 200;
const boughtKept = 30;

/** One event later. Messages are known by their id, everything else replaces what was known. */
export function reduceStage(news: StageNews, event: StageEvent): StageNews {
  switch (event.kind) {
    case 'chat':
      return { ...news, chat: withMessage(news.chat, event.message) };
    case 'viewers':
      return { ...news, viewers: event.count, rooms: event.rooms };
    case 'funnel-changed':
      return { ...news, funnelTurn: (news.funnelTurn ?? 0) + 1 };
    case 'pinned':
      return { ...news, pinned: event.sessionItemId };
    case 'item':
      return { ...news, items: withItem(news.items, event.item) };
    case 'line-up':
      return { ...news, items: event.items };
    case 'bought':
      return { ...news, bought: withBought(news, event) };
    case 'session':
      return { ...news, state: event.state, isReconnecting: event.isReconnecting };
    case 'coupon':
      return { ...news, coupon: event.coupon };
    case 'host':
      return { ...news, hostMemberId: event.hostMemberId };
  }
}

function withMessage(chat: readonly ChatMessage[], message: ChatMessage): ChatMessage[] {
  const isKnown = chat.some((one) => one.messageId === message.messageId);
  if (isKnown) return chat.map((one) => (one.messageId === message.messageId ? message : one));
  return [...chat, message].slice(-chatKept);
}

function withItem(items: readonly LineUpItem[], item: LineUpItem): LineUpItem[] {
  return items.map((one) => (one.sessionItemId === item.sessionItemId ? item : one));
}

function withBought(news: StageNews, event: Extract<StageEvent, { kind: 'bought' }>): Bought[] {
  const before = news.bought ?? [];
  const { name, title, quantity } = event;
  const key = (before.at(-1)?.key ?? 0) + 1;
  const afterMessageId = news.chat.at(-1)?.messageId;
  return [...before, { key, afterMessageId, name, title, quantity }].slice(-boughtKept);
}

export type TalkLine =
  | { readonly key: string; readonly message: ChatMessage }
  | { readonly key: string; readonly bought: Bought };

/** The last lines shown over the picture: messages that everybody sees, and purchases where they happened. */
export function talkLines({ chat, bought = [] }: StageNews, count: number): TalkLine[] {
  const known = new Set(chat.map(({ messageId }) => messageId));
  const after = (id: string | undefined) =>
    bought
      .filter(
        ({ afterMessageId }) =>
          (afterMessageId !== undefined && known.has(afterMessageId) ? afterMessageId : undefined) === id,
      )
      .map((one): TalkLine => ({ key: `bought ${one.key}`, bought: one }));
  const lines = chat.flatMap((message): TalkLine[] => [
    ...(message.state === 'shown' ? [{ key: message.messageId, message }] : []),
    ...after(message.messageId),
  ]);
  return [...after(undefined), ...lines].slice(-count);
}
