import { lazy, Suspense } from 'react';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Loading, Skeleton } from '../../kit/parts/states.tsx';
import { useSetting } from '../../kit/settings.ts';
import { CategoryRow } from '../parts/category-row.tsx';
import { HomeHead } from '../parts/home-head.tsx';
import { LiveStrip } from '../parts/live-strip.tsx';
import { MainTabs } from '../parts/main-tabs.tsx';
import { NearShops } from '../parts/near-shops.tsx';
import { PoolList } from '../parts/pool-list.tsx';

const ElderHome = lazy(() =>
  import('../parts/elder-home.tsx').then((module) => ({ default: module.ElderHome })),
);

/** Where I am, what is live, categories, pools, shops. Elder mode is a layout of its own. */
export function HomePage() {
  const isElder = useSetting('size') === 'elder';
  return (
    <PhoneFrame>
      {isElder ? (
        <Suspense fallback={<ElderSkeleton />}>
          <ElderHome />
        </Suspense>
      ) : (
        <>
          <HomeHead />
          <main className="grid grid-cols-[minmax(0,1fr)] content-start pb-4">
            <LiveStrip />
            <CategoryRow />
            <PoolList />
            <NearShops />
          </main>
        </>
      )}
      <MainTabs />
    </PhoneFrame>
  );
}

function ElderSkeleton() {
  return (
    <main className="p-4">
      <Loading>
        <Skeleton h={64} />
        <Skeleton h={178} r={20} />
      </Loading>
    </main>
  );
}
