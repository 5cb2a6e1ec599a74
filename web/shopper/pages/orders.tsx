import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useQueryParam } from '../../kit/router.tsx';
import { Button, buttonClass } from '../../kit/parts/button.tsx';
import { Go, useNavigation } from '../../kit/parts/go.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../kit/parts/states.tsx';
import { Tabs } from '../../kit/parts/tabs.tsx';
import { usePages } from '../../kit/use-api.ts';
import type { OrderTab } from '../parts/answers.ts';
import { GuestState } from '../parts/guest-state.tsx';
import { MainTabs } from '../parts/main-tabs.tsx';
import { OfflineStrip } from '../parts/offline-strip.tsx';
import { OrderCard } from '../parts/order-card.tsx';
import { useMe } from '../parts/use-me.ts';
import { useOrdersText } from '../texts/orders.ts';
import './orders.css';

const tabKeys = ['all', 'to-pay', 'pooling', 'to-ship', 'on-the-way', 'done', 'after-sales'] as const;
type TabKey = (typeof tabKeys)[number];
const pageRows = 10;
/** Tabs whose number asks something of the shopper or moves; a growing count of what is over says nothing. */
const countedTabs: readonly string[] = ['to-pay', 'pooling', 'to-ship', 'on-the-way', 'after-sales'];

/** My orders by what happens to them next. */
export function OrdersPage() {
  const T = useOrdersText();
  const { isGuest, me } = useMe();
  const { go } = useNavigation();
  const asked = useQueryParam('tab');
  const tab: TabKey = tabKeys.find((key) => key === asked) ?? 'all';
  const pages = usePages(
    'ordering',
    'listMyOrders',
    { limit: pageRows, ...(tab !== 'all' && { tab: tab as OrderTab }) },
    { enabled: me !== undefined },
  );
  const counts = pages.first?.counts;
  return (
    <PhoneFrame>
      <TopBar title={T.title} />
      <OfflineStrip />
      {isGuest ? (
        <main>
          <GuestState text={T.guest} back="/orders" />
        </main>
      ) : (
        <main className="orders grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-4">
          <Tabs
            label={T.tabs}
            current={tab}
            onChange={(key) => go(key === 'all' ? '/orders' : `/orders?tab=${key}`, { replace: true })}
            tabs={tabKeys.map((key) => ({
              key,
              label: T[key],
              ...(countedTabs.includes(key) && counts?.[key] && { count: counts[key] }),
            }))}
          >
            <OrderRows pages={pages} isAll={tab === 'all'} />
          </Tabs>
        </main>
      )}
      <MainTabs />
    </PhoneFrame>
  );
}

function OrderRows({
  pages,
  isAll,
}: {
  pages: ReturnType<typeof usePages<'ordering', 'listMyOrders'>>;
  isAll: boolean;
}) {
  const T = useOrdersText();
  if (pages.isError) return <ErrorState onRetry={pages.retry} isBusy={pages.isFetching} />;
  if (pages.rows === undefined)
    return (
      <Loading>
        <div className="grid gap-[10px]">
          <Skeleton h={150} r={14} />
          <Skeleton h={150} r={14} />
        </div>
      </Loading>
    );
  if (pages.rows.length === 0)
    return (
      <EmptyState text={isAll ? T.none : T.noneHere}>
        <Go to="/" className={buttonClass({ kind: 'soft', size: 's' })}>
          {T.browse}
        </Go>
      </EmptyState>
    );
  return (
    <>
      <ul className="grid gap-[10px]">
        {pages.rows.map((row) => (
          <OrderCard key={row.orderGroupId} order={row} />
        ))}
      </ul>
      {pages.hasMore && (
        <div className="grid pt-3">
          <Button kind="line" onClick={pages.more} isBusy={pages.isMoreComing}>
            {T.more}
          </Button>
        </div>
      )}
    </>
  );
}
