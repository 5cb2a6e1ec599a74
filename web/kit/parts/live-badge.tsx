import { Bell, type LucideIcon, UsersRound, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat } from '../format/use-format.ts';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import './live-badge.css';

/** Three bars that dance while something is live; they rest for people who want less motion. */
export function Equaliser() {
  return (
    <span className="lb-eq" aria-hidden>
      <i />
      <i />
      <i />
    </span>
  );
}

/** A dark glass pill for words over video. */
export function Glass({ icon, children }: { icon?: LucideIcon; children: ReactNode }) {
  return (
    <span className="lb-glass">
      {icon && <Icon as={icon} size={14} />}
      {children}
    </span>
  );
}

export type LiveBadgeProps = {
  /** `children` replaces the words: 3 场直播中, 讲解中 3 / 8, 今晚 19:30. */
  state: 'live' | 'explaining' | 'dropped' | 'upcoming';
  children?: ReactNode;
};

/** Whether a room is on: persimmon while it is, glass before it starts and while the host is away. */
export function LiveBadge({ state, children }: LiveBadgeProps) {
  const T = usePartText();
  if (state === 'upcoming') return <Glass icon={Bell}>{children}</Glass>;
  if (state === 'dropped') return <Glass icon={WifiOff}>{children ?? T.dropped}</Glass>;
  return (
    <span className="lb-live">
      <Equaliser />
      {children ?? (state === 'live' ? T.live : T.explaining)}
    </span>
  );
}

/** 326 位街坊, or the number alone where space is short. Not a live region. */
export function Viewers({ n, isShort = false }: { n: number; isShort?: boolean }) {
  const T = usePartText();
  const { count } = useFormat();
  const words = T.viewers(count(n));
  return (
    <Glass icon={UsersRound}>
      {isShort ? (
        <>
          <span className="lb-num" aria-hidden>
            {count(n)}
          </span>
          <span className="lb-unseen">{words}</span>
        </>
      ) : (
        words
      )}
    </Glass>
  );
}
