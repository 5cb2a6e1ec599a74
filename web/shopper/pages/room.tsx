import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { TopBar } from '../../kit/frames/bars.tsx';
import { useParam } from '../../kit/router.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { LiveRoom } from '../parts/live-room.tsx';
import { QuietRoom } from '../parts/quiet-room.tsx';
import { Shown } from '../parts/shown.tsx';
import { useRoom } from '../parts/use-room.ts';
import { useRoomText } from '../texts/room.ts';

/** A room of a session in a shop: before the start, while it is on, afterwards. */
export function RoomPage() {
  const T = useRoomText();
  const sessionId = useParam('sessionId');
  const shopId = useParam('shopId');
  const { read, room, pinned, play } = useRoom(sessionId, shopId);
  if (room?.state === 'live')
    return (
      <PhoneFrame>
        <LiveRoom room={room} pinned={pinned} play={play} />
      </PhoneFrame>
    );
  return (
    <PhoneFrame>
      {!room && <TopBar title={T.upcoming} back="/live" />}
      <Shown
        of={read}
        skeleton={
          <main className="grid gap-3 p-3">
            <Skeleton h={320} r={14} />
            <Skeleton h={120} r={14} />
          </main>
        }
      >
        {() => room && <QuietRoom room={room} />}
      </Shown>
    </PhoneFrame>
  );
}
