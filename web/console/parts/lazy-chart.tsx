import { lazy, Suspense } from 'react';
import { Skeleton } from '../../kit/parts/states.tsx';
import type { ChartProps } from './chart.tsx';

const Chart = lazy(async () => ({ default: (await import('./chart.tsx')).Chart }));

/** A chart whose code is fetched when it is first shown. */
export function LazyChart(props: ChartProps) {
  return (
    <Suspense fallback={<Skeleton h={props.heightPx} />}>
      <Chart {...props} />
    </Suspense>
  );
}
