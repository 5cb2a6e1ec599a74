import { useEffect } from 'react';
import { useRead, useRenew } from '../../../kit/use-api.ts';
import { useTopic } from '../../../kit/use-topic.ts';
import { type Me, useMe } from '../../parts/session.tsx';
import { type ChatMessage, type News, type NewsEvent, reduceNews } from './session-news.ts';
import type { Session } from './session-types.ts';

/** What this person may do with a session. */
export interface Powers {
  /** Pin, price, moderate, end: the host and operators. */
  directs: boolean;
  /** Cancel and change the plan: operators and the people of the host's shop. */
  plans: boolean;
}

export interface Control {
  /** As it was read, with everything the feed has told since. */
  session: Session;
  pinnedId: string | null;
  /** Undefined for whom the talk of all rooms is not meant, and until it is heard. */
  chat: ChatMessage[] | undefined;
  isReconnecting: boolean;
  powers: Powers;
}

/** Shop people hear no feed of the session: they see the figures this old at most. */
const rereadMs = 20_000;

export function useSession(sessionId: string) {
  const me = useMe();
  const read = useRead('live', 'getSession', { sessionId }, { refetchInterval: rereadMs });
  const powers = read.data && powersOf(me, read.data);
  const isAhead = read.data?.state === 'scheduled' || read.data?.state === 'live';
  const { state: news } = useTopic<News, NewsEvent>(
    isAhead && powers?.directs ? `session:${sessionId}` : undefined,
    reduceNews,
  );
  const renew = useRenew();
  const shape = news && [news.state, ...news.items.map((item) => item.sessionItemId)].join(' ');
  // Scripts of a changed line-up and the end of a session are on record only: read it again.
  useEffect(() => {
    if (shape !== undefined) renew('live');
  }, [shape, renew]);
  const control: Control | undefined = read.data &&
    powers && {
      session: news ? withNews(read.data, news) : read.data,
      pinnedId: news
        ? news.pinned
        : (read.data.items.find(({ isPinned }) => isPinned)?.sessionItemId ?? null),
      chat: news?.chat,
      isReconnecting: news?.isReconnecting ?? false,
      powers,
    };
  return { read, control };
}

function powersOf(me: Me, { hostMemberId, hostShopId }: Session): Powers {
  const isOperator = me.roles.includes('operator');
  return {
    directs: isOperator || me.memberId === hostMemberId,
    plans: isOperator || me.shops.some(({ shopId }) => shopId === hostShopId),
  };
}

function withNews(session: Session, news: News): Session {
  const fresh = new Map(news.items.map((item) => [item.sessionItemId, item]));
  const viewers = new Map(news.rooms.map(({ shopId, count }) => [shopId, count]));
  return {
    ...session,
    state: news.state,
    viewers: news.viewers,
    items: session.items.map((item) => ({ ...item, ...fresh.get(item.sessionItemId) })),
    rooms: session.rooms.map((room) => ({ ...room, viewers: viewers.get(room.shopId) ?? 0 })),
  };
}
