import { useCallback, useEffect } from 'react';
import { api } from '../../kit/client/browser.ts';
import { useRead } from '../../kit/use-api.ts';
import { useTopic } from '../../kit/use-topic.ts';
import { visitorKey } from '../platform/keep.ts';
import { shareCodeOf } from './basket.ts';
import { logOf, type RoomEvent, type RoomFeed, takeRoomEvent } from './room-state.ts';

/** A room as it is now: read once, then told by the feed. The visit is counted once per device. */
export function useRoom(sessionId: string, shopId: string) {
  const read = useRead('live', 'getRoom', { sessionId, shopId });
  const { state } = useTopic<RoomFeed, RoomEvent>(`room:${sessionId}:${shopId}`, takeRoomEvent);
  useCountVisit(sessionId, shopId);
  const play = useCallback(() => askPlayPath(sessionId, shopId), [sessionId, shopId]);
  const room = read.data && {
    ...read.data,
    items: state?.items ?? read.data.items,
    viewers: state?.viewers ?? read.data.session.viewers,
    state: state?.state ?? read.data.session.state,
    isReconnecting: state?.isReconnecting ?? read.data.isReconnecting,
    coupon: state ? state.coupon : read.data.coupon,
    log: logOf(state ?? { chat: read.data.chat }),
  };
  const pinnedId = state
    ? state.pinned
    : (read.data?.items.find((item) => item.isPinned)?.sessionItemId ?? null);
  const pinned = room?.items.find((item) => item.sessionItemId === pinnedId);
  return { read, room, pinned, play };
}

export type RoomView = NonNullable<ReturnType<typeof useRoom>['room']>;

/** A fresh way to the video each time: tokens run out. */
async function askPlayPath(sessionId: string, shopId: string): Promise<string> {
  const { playUrl } = await api.live.getRoom({ sessionId, shopId });
  if (playUrl === null) throw new Error('This session is not on air');
  return playUrl;
}

function useCountVisit(sessionId: string, shopId: string): void {
  useEffect(() => {
    const shareCode = shareCodeOf(sessionId, shopId);
    const visit = {
      sessionId,
      shopId,
      visitorKey: visitorKey(),
      ...(shareCode !== undefined && { shareCode }),
    };
    // A visit not counted is no reason to disturb the visitor; the room itself tells when the network is gone.
    api.live.enterRoom(visit).catch(() => undefined);
  }, [sessionId, shopId]);
}
