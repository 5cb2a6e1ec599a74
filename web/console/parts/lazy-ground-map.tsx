import { lazy, Suspense } from 'react';
import { Skeleton } from '../../kit/parts/states.tsx';
import type { GroundMapProps } from './ground-map.tsx';

const GroundMap = lazy(async () => ({ default: (await import('./ground-map.tsx')).GroundMap }));

/** A map to move about, whose code is fetched when it is first shown. */
export function LazyGroundMap(props: GroundMapProps) {
  return (
    <Suspense fallback={<Skeleton h={400} r={10} />}>
      <GroundMap {...props} />
    </Suspense>
  );
}
