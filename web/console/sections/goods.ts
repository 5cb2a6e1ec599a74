import { PackageSearch } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { mayDo } from '../parts/session.tsx';
import { useMenuText } from '../texts/menu.ts';
import type { Section } from './section.ts';

/** The central catalogue. Shops and hosts read it; who holds the duty writes it. */
export const goods: Section = {
  useMenu(me) {
    const T = useMenuText();
    if (!me.roles.includes('operator')) return null;
    return {
      to: '/goods',
      label: T.goods,
      icon: PackageSearch,
      children: [
        { to: '/goods', label: T.catalogue },
        { to: '/categories', label: T.categories },
        ...(mayDo(me, 'catalogue') ? [{ to: '/imports', label: T.imports }] : []),
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/goods', () => import('../pages/goods/items-page.tsx'), 'ItemsPage'),
    page(parent, '/categories', () => import('../pages/goods/categories-page.tsx'), 'CategoriesPage'),
    page(parent, '/imports', () => import('../pages/goods/import-start-page.tsx'), 'ImportStartPage'),
    page(parent, '/imports/$importId', () => import('../pages/goods/import-page.tsx'), 'ImportPage'),
  ],
};
