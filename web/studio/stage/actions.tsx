import { type LucideIcon, MessageCircle, Mic, MicOff, SwitchCamera, Tag, TicketPercent } from 'lucide-react';
import { Icon } from '../../kit/parts/icon.tsx';
import type { HostItem } from '../parts/host-items.ts';
import type { Stage } from '../parts/use-stage.ts';
import { useCouponText } from '../texts/coupon.ts';
import { useShowText } from '../texts/show.ts';
import type { Sending } from './sending.ts';

export type SheetName = 'line-up' | 'chat' | 'figures' | 'flash' | 'coupon' | 'end';

/** The five things a host does besides talking; the figures open from the box over the picture. */
export function Actions({
  stage,
  sending: { camera },
  pinned,
  onOpen,
  isWide,
}: {
  stage: Stage;
  sending: Sending;
  pinned: HostItem | undefined;
  onOpen: (sheet: SheetName) => void;
  isWide: boolean;
}) {
  const T = useShowText();
  const C = useCouponText();
  const held = stage.news?.chat.filter(({ state }) => state === 'held').length ?? 0;
  return (
    <div className="studio-tiles">
      <Tile icon={Tag} label={T.flash} onPress={() => onOpen('flash')} isOff={pinned === undefined} />
      {!isWide && <Tile icon={MessageCircle} label={T.chat} badge={held} onPress={() => onOpen('chat')} />}
      <Tile icon={TicketPercent} label={C.tile} onPress={() => onOpen('coupon')} />
      <Tile
        icon={camera.isMicrophoneOn ? Mic : MicOff}
        label={camera.isMicrophoneOn ? T.mute : T.unmute}
        onPress={() => camera.setMicrophone(!camera.isMicrophoneOn)}
        isOff={camera.stream === undefined}
      />
      <Tile
        icon={SwitchCamera}
        label={T.flip}
        onPress={() => void camera.open(camera.facing === 'user' ? 'environment' : 'user')}
        isOff={camera.stream === undefined}
      />
    </div>
  );
}

function Tile({
  icon,
  label,
  badge = 0,
  onPress,
  isOff = false,
}: {
  icon: LucideIcon;
  label: string;
  badge?: number;
  onPress: () => void;
  isOff?: boolean;
}) {
  return (
    <button type="button" className="studio-tile" onClick={onPress} disabled={isOff}>
      <Icon as={icon} size={22} />
      {label}
      {badge > 0 && <span className="lb-badge">{badge}</span>}
    </button>
  );
}
