import { ChartNoAxesCombined } from 'lucide-react';
import { page } from '../../kit/router.tsx';
import { useBenchmarkText } from '../texts/benchmark.ts';
import type { Section } from './section.ts';

/** What the figures say: how a shop stands among its peers, and what to reorder. */
export const insight: Section = {
  useMenu(me) {
    const T = useBenchmarkText();
    if (!me.roles.some((role) => role === 'operator' || role === 'shop')) return null;
    return {
      to: '/forecast',
      label: T.sections,
      icon: ChartNoAxesCombined,
      children: [
        { to: '/forecast', label: T.forecast },
        { to: '/benchmark', label: T.title },
      ],
    };
  },
  pages: (parent) => [
    page(parent, '/forecast', () => import('../pages/insight/forecast-page.tsx'), 'ForecastPage'),
    page(parent, '/benchmark', () => import('../pages/insight/benchmark-page.tsx'), 'BenchmarkPage'),
  ],
};
