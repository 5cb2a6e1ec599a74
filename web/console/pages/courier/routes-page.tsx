import { LogOut, Route as RouteIcon } from 'lucide-react';
import { api } from '../../../kit/client/browser.ts';
import { TopBar } from '../../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../../kit/frames/phone-frame.tsx';
import { useFormat } from '../../../kit/format/use-format.ts';
import { buttonClass } from '../../../kit/parts/button.tsx';
import { Card } from '../../../kit/parts/card.tsx';
import { Go } from '../../../kit/parts/go.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { IconButton } from '../../../kit/parts/icon-button.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { EmptyState, ErrorState, Loading, Skeleton } from '../../../kit/parts/states.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { useRead } from '../../../kit/use-api.ts';
import type { Route } from '../../parts/route-map.tsx';
import { useMe } from '../../parts/session.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { withQueue } from './outbox.ts';
import { useOutbox } from './use-outbox.ts';
import { Waiting } from './waiting.tsx';
import './courier.css';

const renewEveryMs = 60_000;

/** A courier's routes of today. */
export function CourierRoutesPage() {
  const T = useCourierText();
  const me = useMe();
  const { waiting } = useOutbox();
  const routes = useRead('fulfilment', 'listMyRoutes', {}, { refetchInterval: renewEveryMs });
  const own = routes.data?.rows.filter(({ courierMemberId }) => courierMemberId === me.memberId);
  return (
    <PhoneFrame>
      <TopBar
        title={T.today}
        end={<IconButton icon={LogOut} label={T.signOut} iconSize={22} onClick={() => void leave()} />}
      />
      <main className="courier">
        <Waiting />
        {own === undefined && routes.isError && (
          <ErrorState onRetry={() => void routes.refetch()} isBusy={routes.isFetching} />
        )}
        {own === undefined && !routes.isError && (
          <Loading>
            <Skeleton h={188} r={20} />
          </Loading>
        )}
        {own?.length === 0 && <EmptyState picture="box" text={T.none} />}
        {own?.map((route) => (
          <RouteCard key={route.routeId} route={withQueue(route, waiting)} />
        ))}
      </main>
    </PhoneFrame>
  );
}

async function leave(): Promise<void> {
  await api.membership.signOut({});
  location.assign(import.meta.env.BASE_URL);
}

function RouteCard({ route }: { route: Route }) {
  const T = useCourierText();
  const F = useFormat();
  const last = route.stops.at(-1);
  const isOn = route.state === 'running' || route.state === 'confirmed';
  return (
    <Card as="article" className="courier-route">
      <div className="courier-between">
        <h2>
          <Icon as={RouteIcon} size={22} />
          {T.mapped(route.number)}
        </h2>
        <Tag tone={route.state === 'done' ? 'ok' : isOn ? 'hot' : 'plain'}>{T.states[route.state]}</Tag>
      </div>
      <p>{T.summary(route.stops.length, F.distance(route.lengthMetre))}</p>
      <p>
        {T.departs(F.moment(route.departsAt))}
        {last && (
          <>
            {' · '}
            <Say text={T.until(F.clock(last.etaAt))} />
          </>
        )}
      </p>
      <Go
        to={`/courier/${route.routeId}`}
        className={buttonClass({ kind: isOn ? 'main' : 'soft', size: 'l', isBlock: true })}
      >
        {T.open[route.state]}
      </Go>
    </Card>
  );
}
