import { Truck } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** From ready to the door: waves (all of them for operators, those that ask something of them for shops), the pickup desk. */
export const fulfilment: Section = {
  useMenu(me, waiting) {
    const T = useDeliveryMenuText();
    const isOperator = me.roles.includes('operator');
    if (!isOperator && !me.roles.includes('shop')) return null;
    const toPlan = waiting['wave-to-confirm'] ?? 0;
    const toPick = waiting['lines-to-pick'] ?? 0;
    const toHand = waiting['pickups-waiting'] ?? 0;
    return {
      to: '/waves',
      label: T.fulfilment,
      icon: Truck,
      count: isOperator ? toPlan : toPick + toHand,
      children: [
        { to: '/waves', label: T.waves, count: isOperator ? toPlan : toPick },
        { to: '/pickups', label: T.pickups, count: toHand },
      ],
    };
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
