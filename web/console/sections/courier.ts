import { Bike } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useDeliveryMenuText } from '../texts/menu-delivery.ts';
import type { Section } from './section.ts';

/** For whoever rides: phone pages, one stop at a time. */
export const courier: Section = {
  useMenu(me) {
    const T = useDeliveryMenuText();
    if (!me.roles.includes('courier')) return null;
    return { to: '/courier', label: T.courier, icon: Bike };
  },
  pages: (parent) => [
    page(parent, '/courier', () => import('../pages/courier/routes-page.tsx'), 'CourierRoutesPage'),
    page(parent, '/courier/$routeId', () => import('../pages/courier/route-page.tsx'), 'CourierRoutePage'),
  ],
};
