import { Store } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useMenuText } from '../texts/menu.ts';
import type { Section } from './section.ts';

/** What a shop sells and has; operators choose the shop. */
export const shop: Section = {
  useMenu(me) {
    const T = useMenuText();
    const isOperator = me.roles.includes('operator');
    if (!isOperator && !me.roles.includes('shop')) return null;
    return {
      to: '/listings',
      label: isOperator ? T.shopWork : T.shopGoods,
      icon: Store,
      children: [
        { to: '/listings', label: T.listings },
        { to: '/stock', label: T.stock },
        { to: '/count', label: T.count },
        { to: '/movements', label: T.movements },
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/listings', () => import('../pages/shop/listings-page.tsx'), 'ListingsPage'),
    page(parent, '/stock', () => import('../pages/shop/stock-page.tsx'), 'StockPage'),
    page(parent, '/count', () => import('../pages/shop/count-page.tsx'), 'CountPage'),
    page(parent, '/movements', () => import('../pages/shop/movements-page.tsx'), 'MovementsPage'),
  ],
};
