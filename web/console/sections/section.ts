import type { AnyRoute } from '@tanstack/react-router';
import type { MenuGroup } from '../../kit/frames/side-menu.tsx';
import type { Me } from '../parts/session.tsx';
import type { Waiting } from '../parts/use-todos.ts';

/** A first-level place of the side menu with its pages; one file a section, listed in `all.ts`. */
export interface Section {
  /** Its entry for this person (a hook, for its words), null when nothing in it is theirs. `waiting` counts to-dos by kind. */
  useMenu(me: Me, waiting: Waiting): MenuGroup | null;
  /** Its pages, lazy: `page(parent, '/goods', () => import('../pages/goods/items.tsx'), 'ItemsPage')`. */
  pages(parent: AnyRoute): AnyRoute[];
}
