import { useState } from 'react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { Replay } from '../../kit/media/replay.tsx';
import { Avatar } from '../../kit/parts/avatar.tsx';
import { buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Countdown } from '../../kit/parts/countdown.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useRoomText } from '../texts/room.ts';
import type { LineUpItem } from './answers.ts';
import { type BasketLine, lineOfRoom } from './basket.ts';
import { BuySheet } from './buy-sheet.tsx';
import { LineUp } from './line-up-sheet.tsx';
import { Poster } from './poster.tsx';
import { ReserveButton } from './reserve-button.tsx';
import { useNeedPerson } from './use-me.ts';
import type { RoomView } from './use-room.ts';

/** A room without video: when it starts and reserving, or what can still be bought afterwards. */
export function QuietRoom({ room }: { room: RoomView }) {
  const T = useRoomText();
  const { session } = room;
  const isComing = room.state === 'scheduled';
  const [buying, setBuying] = useState<BasketLine>();
  const needPerson = useNeedPerson();
  function buy(item: LineUpItem) {
    if (needPerson()) setBuying(lineOfRoom(item, { sessionId: session.sessionId, shopId: room.shopId }));
  }
  return (
    <>
      <TopBar title={isComing ? T.upcoming : T.ended} back="/live" />
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-6">
        <section className="relative h-[300px] overflow-hidden rounded-xl text-white">
          <Poster session={session} />
          <div className="absolute inset-x-4 bottom-4 grid gap-2">
            <h2 className="text-2xl [text-shadow:0_1px_6px_rgb(40_20_0/0.5)]">{session.title}</h2>
            <p className="flex items-center gap-2 text-md">
              <Avatar name={session.hostName} size={28} />
              {T.host(session.hostName)} · {session.hostShopName}
            </p>
          </div>
        </section>
        {room.state === 'ended' && <RoomReplay room={room} />}
        {isComing ? <Coming room={room} /> : <Over isCancelled={room.state === 'cancelled'} />}
        {room.items.length > 0 && (
          <Card as="section" pad="none" className="px-3 pt-3">
            <h2 className="text-lg">{T.willShow}</h2>
            <LineUp items={room.items} {...(room.state === 'ended' && { onBuy: buy })} />
          </Card>
        )}
      </main>
      <BuySheet line={buying} onClose={() => setBuying(undefined)} />
    </>
  );
}

function Coming({ room: { session, shopId } }: { room: RoomView }) {
  const T = useRoomText();
  const { moment } = useFormat();
  return (
    <Card as="section" className="grid gap-3 text-center">
      <p className="text-ink-2">{T.startsAt(moment(session.startsAt))}</p>
      <p className="text-3xl leading-tight">
        <Countdown until={session.startsAt} endedText={T.soon} />
      </p>
      <ReserveButton session={session} shopId={shopId} isLarge />
    </Card>
  );
}

/** The video that is left, once it is made: a minute or so after the end. */
function RoomReplay({ room: { session, shopId, items } }: { room: RoomView }) {
  const { data } = useRead('live', 'getReplay', { sessionId: session.sessionId, shopId });
  if (!data?.replay) return null;
  const { videoUrl, posterUrl, marks } = data.replay;
  const names = new Map(items.map(({ sessionItemId, item }) => [sessionItemId, item.name]));
  const shown = marks.map(({ sessionItemId, startMillis }) => ({
    startMillis,
    label: names.get(sessionItemId) ?? '',
  }));
  return <Replay videoUrl={videoUrl} posterUrl={posterUrl} marks={shown} name={session.hostShopName} />;
}

function Over({ isCancelled }: { isCancelled: boolean }) {
  const T = useRoomText();
  return (
    <Card as="section" className="grid gap-3 justify-items-center text-center">
      <p className="text-lg">{isCancelled ? T.cancelled : T.ended}</p>
      {!isCancelled && <p className="text-sm text-ink-3">{T.endedNote}</p>}
      <Go to="/live" className={buttonClass({ kind: 'soft', isPill: true })}>
        {T.otherRooms}
      </Go>
    </Card>
  );
}
