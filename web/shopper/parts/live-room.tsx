import { lazy, Suspense, useState } from 'react';
import type { LineUpItem } from './answers.ts';
import { lineOfRoom, type BasketLine } from './basket.ts';
import { BuySheet } from './buy-sheet.tsx';
import { ChatLog } from './chat-log.tsx';
import { LineUpSheet } from './line-up-sheet.tsx';
import { PinnedCard } from './pinned-card.tsx';
import { Poster } from './poster.tsx';
import { RoomBar } from './room-bar.tsx';
import { RoomHead } from './room-head.tsx';
import { ShareSheet } from './share-sheet.tsx';
import { useNeedPerson } from './use-me.ts';
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
  const { sessionId } = room.session;
  const close = () => setSheet(undefined);
  function buy(item: LineUpItem) {
    if (!needPerson()) return;
    close();
    setBuying(lineOfRoom(item, { sessionId, shopId: room.shopId }));
  }
  return (
    <main className="room">
      <Poster session={room.session} />
      <Suspense>
        <LiveStage source={play} name={room.session.hostShopName} />
      </Suspense>
      <span className="room-veil" />
      <RoomHead room={room} />
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
