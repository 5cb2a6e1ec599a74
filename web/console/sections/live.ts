import { Radio } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** Live sessions, the rota, and the words not to say. Shops see sessions and rota, hosts and operators all of it. */
export const live: Section = {
  useMenu(me) {
    const T = useDeliveryMenuText();
    const isOperator = me.roles.includes('operator');
    const seesWords = isOperator || me.roles.includes('host');
    if (!seesWords && !me.roles.includes('shop')) return null;
    const entry = { to: '/live', label: T.live, icon: Radio };
    return {
      ...entry,
      children: [
        { to: '/live', label: T.sessions },
        { to: '/rota', label: T.rota },
        ...(seesWords ? [{ to: '/banned-words', label: T.bannedWords }] : []),
        ...(isOperator
          ? [
              { to: '/hosts', label: T.hosts },
              { to: '/replays', label: T.replays },
              { to: '/media-check', label: T.mediaCheck },
            ]
          : []),
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/live', () => import('../pages/live/sessions-page.tsx'), 'SessionsPage'),
    page(parent, '/live/$sessionId', () => import('../pages/live/session-page.tsx'), 'SessionPage'),
    page(parent, '/rota', () => import('../pages/rota/rota-page.tsx'), 'RotaPage'),
    page(parent, '/hosts', () => import('../pages/live/hosts-page.tsx'), 'HostsPage'),
    page(parent, '/banned-words', () => import('../pages/live/banned-words-page.tsx'), 'BannedWordsPage'),
    page(parent, '/replays', () => import('../pages/live/replays-page.tsx'), 'ReplaysPage'),
    page(parent, '/media-check', () => import('../pages/live/media-check-page.tsx'), 'MediaCheckPage'),
  ],
};
