import { Handshake } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** What was agreed and who belongs. Operators keep it all; shops read the rules and keep their own shop. */
export const alliance: Section = {
  useMenu(me) {
    const T = useDeliveryMenuText();
    const isOperator = me.roles.includes('operator');
    if (!isOperator && !me.roles.includes('shop')) return null;
    return {
      to: '/rules',
      label: T.alliance,
      icon: Handshake,
      children: [
        { to: '/rules', label: T.rules },
        { to: '/shops', label: T.shops },
        ...(isOperator
          ? [
              { to: '/people', label: T.members },
              { to: '/audit', label: T.audit },
            ]
          : []),
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/rules', () => import('../pages/alliance/rules-page.tsx'), 'RulesPage'),
    page(parent, '/shops', () => import('../pages/alliance/shops-page.tsx'), 'ShopsPage'),
    page(parent, '/people', () => import('../pages/alliance/people-page.tsx'), 'PeoplePage'),
    page(parent, '/audit', () => import('../pages/alliance/audit-page.tsx'), 'AuditPage'),
  ],
};
