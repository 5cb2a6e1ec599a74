import { Radio } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** Live sessions and the words not to say in them. Shops see the sessions, hosts and operators both. */
export const live: Section = {
  useMenu(me) {
    const T = useDeliveryMenuText();
    const seesWords = me.roles.includes('operator') || me.roles.includes('host');
    if (!seesWords && !me.roles.includes('shop')) return null;
    const entry = { to: '/live', label: T.live, icon: Radio };
    if (!seesWords) return entry;
    return {
      ...entry,
      children: [
        { to: '/live', label: T.sessions },
        { to: '/banned-words', label: T.bannedWords },
        ...(me.roles.includes('operator')
          ? [
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
    page(parent, '/banned-words', () => import('../pages/live/banned-words-page.tsx'), 'BannedWordsPage'),
    page(parent, '/replays', () => import('../pages/live/replays-page.tsx'), 'ReplaysPage'),
    page(parent, '/media-check', () => import('../pages/live/media-check-page.tsx'), 'MediaCheckPage'),
  ],
};
