import { useCallback } from 'react';
import { TopBar } from '../../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { ApiProblem } from '../../../kit/client/client.ts';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { useParam } from '../../../kit/router.tsx';
import { useRead, useRenew } from '../../../kit/use-api.ts';
import { useTopicEvents } from '../../../kit/use-topic.ts';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { LoadCheck } from './load-check.tsx';
import { withQueue } from './outbox.ts';
import { RouteOver } from './route-over.tsx';
import { StopScreen } from './stop-screen.tsx';
import { useOutbox } from './use-outbox.ts';
import './courier.css';

/** One route on the road: load, stop by stop, done. One stop fills the screen. */
export function CourierRoutePage() {
  const T = useCourierText();
  const routeId = useParam('routeId');
  const { waiting } = useOutbox();
  const renew = useRenew();
  const read = useRead('fulfilment', 'getRoute', { routeId });
  useTopicEvents(
    `courier:${routeId}`,
    useCallback(() => renew('fulfilment'), [renew]),
  );
  if (read.data !== undefined) return <RouteFace route={withQueue(read.data, waiting)} />;
  const isAnswer = read.error instanceof ApiProblem && read.error.status > 0;
  return (
    <PhoneFrame>
      <TopBar title={T.today} back="/courier" />
      <main className="courier">
        {read.isError ? (
          <ErrorState
            {...(isAnswer && { text: read.error.message })}
            onRetry={() => void read.refetch()}
            isBusy={read.isFetching}
          />
        ) : (
          <Loading>
            <Skeleton h={40} />
            <div style={{ height: 12 }} />
            <Skeleton h={420} r={20} />
          </Loading>
        )}
      </main>
    </PhoneFrame>
  );
}

function RouteFace({ route }: { route: Route }) {
  const T = useCourierText();
  const at = route.stops.findIndex(({ state }) => state === 'pending');
  if (route.state === 'running' && at >= 0) return <StopScreen route={route} at={at} />;
  if (route.state === 'confirmed') return <LoadCheck route={route} />;
  if (route.state === 'planned') {
    return (
      <PhoneFrame>
        <TopBar title={T.mapped(route.number)} back="/courier" />
        <main className="courier">
          <EmptyState picture="box" text={T.planned} />
        </main>
      </PhoneFrame>
    );
  }
  return <RouteOver route={route} />;
}
