import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type Out, useRead } from '../../kit/use-api.ts';
import { useTopic } from '../../kit/use-topic.ts';
import { type HostItem, type Session, hostItems } from './host-items.ts';
import { type StageEvent, type StageNews, reduceStage } from './stage-news.ts';

export type Funnel = Out<'live', 'getFunnel'>;

export interface Stage {
  session: Session;
  /** Undefined until the feed is heard. */
  news: StageNews | undefined;
  items: HostItem[];
  pinnedId: string | null;
  viewers: number;
  funnel: Funnel | undefined;
}

const funnelEveryMs = 20_000;
/** Purchases come in bursts; one reading serves a burst. */
const funnelRestMs = 1_000;

/** The session, live: as it was read, with everything the feed has told since. */
export function useStage(sessionId: string) {
  const read = useRead('live', 'getSession', { sessionId });
  const isAhead = read.data?.state === 'scheduled' || read.data?.state === 'live';
  const { state: news } = useTopic<StageNews, StageEvent>(
    isAhead ? `session:${sessionId}` : undefined,
    reduceStage,
  );
  useRereading(news);
  const funnel = useRead(
    'live',
    'getFunnel',
    { sessionId },
    {
      enabled: read.data !== undefined && read.data.state !== 'scheduled',
      ...(read.data?.state === 'live' && { refetchInterval: funnelEveryMs }),
    },
  );
  const session = read.data && { ...read.data, state: news?.state ?? read.data.state };
  const stage: Stage | undefined = session && {
    session,
    news,
    items: hostItems(session, news),
    pinnedId: news ? news.pinned : (session.items.find(({ isPinned }) => isPinned)?.sessionItemId ?? null),
    viewers: news?.viewers ?? session.viewers,
    funnel: funnel.data,
  };
  return { read, stage };
}

/** What the feed only mentions is read again: scripts of a changed line-up, since when an item is on show, the funnel. */
function useRereading(news: StageNews | undefined): void {
  const client = useQueryClient();
  const shape =
    news &&
    [
      news.state,
      news.pinned,
      news.hostMemberId,
      ...news.items.map(({ sessionItemId }) => sessionItemId),
    ].join();
  useEffect(() => {
    if (shape !== undefined) void client.invalidateQueries({ queryKey: ['live', 'getSession'] });
  }, [shape, client]);
  const turn = news?.funnelTurn;
  useEffect(() => {
    if (turn === undefined) return undefined;
    const timer = setTimeout(
      () => void client.invalidateQueries({ queryKey: ['live', 'getFunnel'] }),
      funnelRestMs,
    );
    return () => clearTimeout(timer);
  }, [turn, client]);
}
