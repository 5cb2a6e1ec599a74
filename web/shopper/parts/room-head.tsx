import { ShieldCheck, Video, VideoOff, X } from 'lucide-react';
import { Avatar } from '../../kit/parts/avatar.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Glass, LiveBadge, Viewers } from '../../kit/parts/live-badge.tsx';
import { useRoomText } from '../texts/room.ts';
import type { RoomView } from './use-room.ts';

/** Whose room it is, who watches, the video's switch, and the way out. */
export function RoomHead({
  room,
  isVideoOff,
  onVideoOff,
}: {
  room: RoomView;
  isVideoOff: boolean;
  onVideoOff: (isOff: boolean) => void;
}) {
  const T = useRoomText();
  const { go } = useNavigation();
  const { session, shopName } = room;
  const isOwn = session.hostShopId === room.shopId;
  return (
    <header className="room-head">
      <div className="flex items-center gap-2">
        <div className="room-who">
          <Avatar name={session.hostName} size={36} />
          <div className="min-w-0">
            <h1 className="lb-one-line">
              <b>{session.hostShopName}</b>
            </h1>
            <small className="lb-one-line">
              {T.host(session.hostName)}
              {!isOwn && ` · ${T.inRoom(shopName)}`}
            </small>
          </div>
        </div>
        <span className="flex-1" />
        <Viewers n={room.viewers} isShort />
        <IconButton
          icon={isVideoOff ? Video : VideoOff}
          iconSize={18}
          kind="glass"
          label={isVideoOff ? T.videoOn : T.videoSave}
          onClick={() => onVideoOff(!isVideoOff)}
        />
        <IconButton icon={X} iconSize={18} kind="glass" label={T.leave} onClick={() => go('/live')} />
      </div>
      <div className="room-marks flex flex-wrap gap-2">
        <LiveBadge state={room.isReconnecting ? 'dropped' : 'live'} />
        {session.roomCount > 1 && <Glass>{T.rooms(session.roomCount)}</Glass>}
        <Glass icon={ShieldCheck}>{T.badFruit}</Glass>
      </div>
    </header>
  );
}
