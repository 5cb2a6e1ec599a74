import { WalletCards } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** Who gets what. Operators see the books, everybody their own statements. */
export const settlement: Section = {
  useMenu(me, waiting) {
    const T = useDeliveryMenuText();
    if (me.roles.every((role) => role === 'shopper')) return null;
    const count = waiting['statements-to-check'] ?? 0;
    const entry = { to: '/statements', label: T.settlement, icon: WalletCards, count };
    if (!me.roles.includes('operator')) return { ...entry, label: T.statements };
    return {
      ...entry,
      children: [
        { to: '/statements', label: T.statements, count },
        { to: '/journal', label: T.journal },
        { to: '/trial-balance', label: T.balance },
        { to: '/self-check', label: T.selfCheck, count: waiting['sums-differ'] ?? 0 },
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/statements', () => import('../pages/settlement/statements-page.tsx'), 'StatementsPage'),
    page(
      parent,
      '/statements/$statementId',
      () => import('../pages/settlement/statement-page.tsx'),
      'StatementPage',
    ),
    page(parent, '/journal', () => import('../pages/settlement/journal-page.tsx'), 'JournalPage'),
    page(parent, '/self-check', () => import('../pages/settlement/self-check-page.tsx'), 'SelfCheckPage'),
    page(parent, '/trial-balance', () => import('../pages/settlement/balance-page.tsx'), 'BalancePage'),
  ],
};
