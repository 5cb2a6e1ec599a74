import { ReceiptText } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useMenuText } from '../texts/menu.ts';
import type { Section } from './section.ts';

/** Orders and what comes after them, for operators and shops. */
export const orders: Section = {
  useMenu(me, waiting) {
    const T = useMenuText();
    if (!me.roles.some((role) => role === 'operator' || role === 'shop')) return null;
    const claims = waiting['claims-open'] ?? 0;
    return {
      to: '/orders',
      label: T.orders,
      icon: ReceiptText,
      count: claims,
      children: [
        { to: '/orders', label: T.allOrders },
        { to: '/orders/claims', label: T.claims, count: claims },
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/orders', () => import('../pages/orders/orders-page.tsx'), 'OrdersPage'),
    page(parent, '/orders/claims', () => import('../pages/orders/claims-page.tsx'), 'ClaimsPage'),
  ],
};
