import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Go } from '../parts/go.tsx';
import { Icon } from '../parts/icon.tsx';
import { Logo } from '../parts/logo.tsx';
import { names } from '../parts/names.ts';
import { usePartText } from '../texts/parts.ts';

export interface MenuEntry {
  to: string;
  label: string;
  /** What waits there; left out at zero. */
  count?: number;
}

/** A first-level place; with `children` it leads to the first of them. */
export interface MenuGroup extends MenuEntry {
  icon: LucideIcon;
  children?: readonly MenuEntry[];
}

export interface SideMenuProps {
  place: string;
  /** At the right of the place's name: moves to another one. */
  placeMenu?: ReactNode;
  menu: readonly MenuGroup[];
  current: string;
  account: ReactNode;
}

export function SideMenu({ place, placeMenu, menu, current, account }: SideMenuProps) {
  const T = usePartText();
  return (
    <aside className="lb-side" aria-label={place}>
      <div className="lb-side-place">
        <Logo />
        <div>
          <b>{T.product}</b>
          <small>{place}</small>
        </div>
        {placeMenu}
      </div>
      <nav aria-label={T.menu}>
        {menu.map((group) => (
          <Group key={group.to} group={group} current={current} />
        ))}
      </nav>
      <div className="lb-side-account">{account}</div>
    </aside>
  );
}

function Group({ group, current }: { group: MenuGroup; current: string }) {
  const children = group.children ?? [];
  const here = nearest(children, current);
  const isInside = here !== undefined || isAt(group, current);
  const isOn = isInside && children.length === 0;
  return (
    <>
      <Go to={group.to} className={names(isOn && 'lb-side-on')} aria-current={isOn ? 'page' : undefined}>
        <Icon as={group.icon} size={17} />
        {group.label}
        <Waiting count={group.count} />
      </Go>
      {isInside &&
        children.map((child) => (
          <Go
            key={child.to}
            to={child.to}
            className={names('lb-side-sub', child === here && 'lb-side-on')}
            aria-current={child === here ? 'page' : undefined}
          >
            {child.label}
            <Waiting count={child.count} />
          </Go>
        ))}
    </>
  );
}

function Waiting({ count = 0 }: { count?: number | undefined }) {
  return count > 0 && <span className="lb-side-count">{count}</span>;
}

/** `/orders` holds for `/orders/1` too; `/` only for itself. */
function isAt({ to }: MenuEntry, current: string): boolean {
  return current === to || (to !== '/' && current.startsWith(`${to}/`));
}

/** The entry that leads closest to the page: of `/orders` and `/orders/claims` the second holds for a claim. */
function nearest(entries: readonly MenuEntry[], current: string): MenuEntry | undefined {
  return entries
    .filter((entry) => isAt(entry, current))
    .reduce<MenuEntry | undefined>(
      (best, entry) => (best === undefined || entry.to.length > best.to.length ? entry : best),
      undefined,
    );
}
