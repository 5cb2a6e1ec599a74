import { Truck } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** From ready to the door: waves for operators, the pickup desk for shops too. */
export const fulfilment: Section = {
  useMenu(me, waiting) {
    const T = useDeliveryMenuText();
    const pickups = { to: '/pickups', label: T.pickups, count: waiting['pickups-waiting'] ?? 0 };
    if (me.roles.includes('operator')) {
      const count = waiting['wave-to-confirm'] ?? 0;
      const waves = { to: '/waves', label: T.waves, count };
      return { ...waves, label: T.fulfilment, icon: Truck, children: [waves, pickups] };
    }
    return me.roles.includes('shop') ? { ...pickups, icon: Truck } : null;
  },
  pages: (parent) => [
    page(parent, '/waves', () => import('../pages/fulfilment/waves-page.tsx'), 'WavesPage'),
    page(parent, '/waves/$waveId', () => import('../pages/fulfilment/wave-page.tsx'), 'WavePage'),
    page(
      parent,
      '/waves/$waveId/picking',
      () => import('../pages/fulfilment/picking-page.tsx'),
      'PickingPage',
    ),
    page(parent, '/waves/$waveId/labels', () => import('../pages/fulfilment/labels-page.tsx'), 'LabelsPage'),
    page(parent, '/pickups', () => import('../pages/fulfilment/pickups-page.tsx'), 'PickupsPage'),
  ],
};
