import { lazy, Suspense, useState } from 'react';
import type { LineUpItem } from './answers.ts';
import { lineOfRoom, type BasketLine } from './basket.ts';
import { BuySheet } from './buy-sheet.tsx';
import { api } from '../../kit/client/browser.ts';
import { visitorKey } from '../platform/keep.ts';
import { ChatLog } from './chat-log.tsx';
import { CouponCard } from './coupon-card.tsx';
import { LineUpSheet } from './line-up-sheet.tsx';
import { PinnedCard } from './pinned-card.tsx';
import { Poster } from './poster.tsx';
import { RoomBar } from './room-bar.tsx';
import { RoomHead } from './room-head.tsx';
import { ShareSheet } from './share-sheet.tsx';
import { useNeedPerson } from './use-me.ts';
import { useVideoOff } from './use-video-off.ts';
import { useRoomText } from '../texts/room.ts';
import type { RoomView } from './use-room.ts';
import './live-room.css';

/** The player and its decoder come only where there is a video. */
const LiveStage = lazy(() =>
  import('../../kit/media/live-stage.tsx').then((module) => ({ default: module.LiveStage })),
);

/** Full-height video; who, chat, the pinned card and everything to do lie over it. Buying never leaves it. */
export function LiveRoom({
  room,
  pinned,
  play,
}: {
  room: RoomView;
  pinned: LineUpItem | undefined;
  play: () => Promise<string>;
}) {
  const [sheet, setSheet] = useState<'line-up' | 'share'>();
  const [buying, setBuying] = useState<BasketLine>();
  const needPerson = useNeedPerson();
  const T = useRoomText();
  const video = useVideoOff();
  const { sessionId } = room.session;
  const close = () => setSheet(undefined);
  function buy(item: LineUpItem) {
    const { sessionItemId } = item;
    const click = { sessionId, shopId: room.shopId, sessionItemId, visitorKey: visitorKey() };
    // A click not counted is no reason to disturb anybody.
    api.live.clickItem(click).catch(() => undefined);
    if (!needPerson()) return;
    close();
    setBuying(lineOfRoom(item, { sessionId, shopId: room.shopId }));
  }
  return (
    <main className="room">
      <Poster session={room.session} />
      {video.isOff ? (
        <p role="status" className="room-video-off">
          {T.videoOff}
        </p>
      ) : (
        <Suspense>
          <LiveStage source={play} name={room.session.hostShopName} />
        </Suspense>
      )}
      <span className="room-veil" />
      <RoomHead room={room} isVideoOff={video.isOff} onVideoOff={video.setOff} />
      <CouponCard drop={room.coupon} mine={room.myCoupon} />
      <div className="room-low">
        <ChatLog log={room.log} />
        <PinnedCard item={pinned} onBuy={buy} onLineUp={() => setSheet('line-up')} />
        <RoomBar
          room={room}
          onLineUp={() => setSheet('line-up')}
          onShare={() => needPerson() && setSheet('share')}
        />
      </div>
      <LineUpSheet
        items={room.items}
        pinned={pinned}
        isOpen={sheet === 'line-up'}
        onClose={close}
        onBuy={buy}
      />
      <ShareSheet room={room} isOpen={sheet === 'share'} onClose={close} />
      <BuySheet
        line={buying}
        onClose={() => setBuying(undefined)}
        isNow
        backTo={`/live/${sessionId}/${room.shopId}`}
      />
    </main>
  );
}
