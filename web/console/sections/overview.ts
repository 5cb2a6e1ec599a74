import { LayoutDashboard } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useMenuText } from '../texts/menu.ts';
import type { Section } from './section.ts';

/** Figures and to-dos of the alliance, or of a shop. */
export const overview: Section = {
  useMenu(me) {
    const T = useMenuText();
    if (!me.roles.some((role) => role === 'operator' || role === 'shop')) return null;
    return { to: '/', label: T.overview, icon: LayoutDashboard };
  },
  pages: (parent) => [page(parent, '/', () => import('../pages/overview/home-page.tsx'), 'HomePage')],
};
