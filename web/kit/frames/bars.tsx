import { ChevronLeft, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Go, useNavigation } from '../parts/go.tsx';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { names } from '../parts/names.ts';
import { usePartText } from '../texts/parts.ts';
import './bars.css';

export interface TopBarProps {
  title: ReactNode;
  /** Shows the way back; a path, or `history` for where the person came from. */
  back?: 'history' | (string & {});
  /** One word or icon button at the right. */
  end?: ReactNode;
}

/** The title of a phone page, 44 high. It is the page's h1. */
export function TopBar({ title, back, end }: TopBarProps) {
  const T = usePartText();
  const navigation = useNavigation();
  const leave = () => (back === 'history' ? navigation.back() : navigation.go(back ?? '/'));
  return (
    <header className="lb-top-bar">
      {back !== undefined && <IconButton icon={ChevronLeft} label={T.back} iconSize={24} onClick={leave} />}
      <h1>{title}</h1>
      {end !== undefined && <div className="lb-top-bar-end">{end}</div>}
    </header>
  );
}

export interface TabItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** A persimmon count at the icon, left out at zero. */
  count?: number;
}

/** The main places of the client. `current` is the path of the one shown. */
export function TabBar({
  label,
  items,
  current,
}: {
  label: string;
  items: readonly TabItem[];
  current: string;
}) {
  return (
    <nav className="lb-tab-bar" aria-label={label}>
      {items.map((item) => {
        const isOn = item.to === current;
        const count = item.count ?? 0;
        return (
          <Go
            key={item.to}
            to={item.to}
            className={names(isOn && 'lb-tab-on')}
            aria-current={isOn ? 'page' : undefined}
          >
            <Icon as={item.icon} size={24} isOn={isOn} />
            {item.label}
            {count > 0 && <span className="lb-badge">{count > 99 ? '99+' : count}</span>}
          </Go>
        );
      })}
    </nav>
  );
}

/** What a page asks for, at the thumb: sum and one primary button. */
export function StickyBar({ children }: { children: ReactNode }) {
  return <div className="lb-sticky-bar">{children}</div>;
}
