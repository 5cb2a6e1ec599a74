import { Layers } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useMenuText } from '../texts/menu.ts';
import type { Section } from './section.ts';

/** Pools and what they are bought with. Shops and hosts see the board, suppliers their purchase orders. */
export const supply: Section = {
  useMenu(me) {
    const T = useMenuText();
    const isOperator = me.roles.includes('operator');
    const seesBoard = isOperator || me.roles.includes('shop') || me.roles.includes('host');
    const seesOrders = isOperator || me.roles.includes('supplier');
    const children = [
      ...(seesBoard ? [{ to: '/pools', label: T.board }] : []),
      ...(seesOrders ? [{ to: '/purchase-orders', label: T.purchaseOrders }] : []),
      ...(isOperator
        ? [
            { to: '/offers', label: T.offers },
            { to: '/suppliers', label: T.suppliers },
          ]
        : []),
    ];
    const first = children[0];
    return first === undefined ? null : { ...first, label: T.supply, icon: Layers, children };
  },
  pages: (parent) => [
    page(parent, '/pools', () => import('../pages/pools/board-page.tsx'), 'BoardPage'),
    page(parent, '/offers', () => import('../pages/supply/offers-page.tsx'), 'OffersPage'),
    page(parent, '/suppliers', () => import('../pages/supply/suppliers-page.tsx'), 'SuppliersPage'),
    page(
      parent,
      '/purchase-orders',
      () => import('../pages/purchase-orders/purchase-orders-page.tsx'),
      'PurchaseOrdersPage',
    ),
    page(
      parent,
      '/purchase-orders/$purchaseOrderId',
      () => import('../pages/purchase-orders/purchase-order-page.tsx'),
      'PurchaseOrderPage',
    ),
  ],
};
