import { createContext, useContext } from 'react';
import type { MenuGroup } from '../../kit/frames/side-menu.tsx';
import type { Section } from '../sections/section.ts';
import { useMe } from './session.tsx';
import { useWaiting } from './use-todos.ts';

/** Handed down from the routes, so that a page knows the menu without importing the pages in it. */
export const SectionsContext = createContext<readonly Section[]>([]);

/** The side menu of this person. Sections never change while the client runs, so their hooks keep one order. */
export function useMenu(): MenuGroup[] {
  const me = useMe();
  const waiting = useWaiting();
  const sections = useContext(SectionsContext);
  const groups: MenuGroup[] = [];
  for (const section of sections) {
    // oxlint-disable-next-line react/rules-of-hooks -- a fixed list
    const group = section.useMenu(me, waiting);
    if (group) groups.push(group);
  }
  return groups;
}

/** Where this person starts: the first entry of their menu. */
export function useFirstPlace(): string | undefined {
  const [group] = useMenu();
  return group?.to;
}
