import { Check, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Icon } from '../../../kit/parts/icon.tsx';
import { names } from '../../../kit/parts/names.ts';
import { useRead } from '../../../kit/use-api.ts';
import { Panel } from '../../parts/panel.tsx';
import { LazyGroundMap } from '../../parts/lazy-ground-map.tsx';
import { type Route, routeColour } from '../../parts/route-map.tsx';
import { useWavesText } from '../../texts/waves.ts';
import type { Allocation, Wave } from './shapes.ts';

/** All routes on one map, with the places that serve the wave; pressing one shows its stops. */
export function RoutesPanel({ wave: { routes, totalMetre, allocations } }: { wave: Wave }) {
  const T = useWavesText();
  const F = useFormat();
  const [chosenId, setChosenId] = useState<string>();
  const places = useServingPlaces(allocations);
  const chosen = routes.find(({ routeId }) => routeId === chosenId);
  if (routes.length === 0) {
    return (
      <Panel title={T.routes}>
        <p className="quiet routes-none">{T.noRoutes}</p>
      </Panel>
    );
  }
  return (
    <Panel title={T.routes} note={T.routesNote(routes.length, F.distance(totalMetre))}>
      <div className="routes">
        <div>
          <LazyGroundMap
            routes={routes}
            places={places}
            label={T.mapLabel(routes.length)}
            chosenId={chosen?.routeId}
          />
          <p className="quiet small routes-legend">{T.legend}</p>
        </div>
        <ul className="routes-list">
          {routes.map((route, index) => (
            <li key={route.routeId}>
              <RouteButton
                route={route}
                colour={routeColour(index).line}
                isOpen={route.routeId === chosenId}
                onPress={() => setChosenId(route.routeId === chosenId ? undefined : route.routeId)}
              />
              {route.routeId === chosenId && <Stops route={route} />}
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}

/** Where lines go out from, and how many. */
function useServingPlaces(allocations: readonly Allocation[]) {
  const rows = useRead('stock', 'listLocations', {}).data?.rows;
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const { locationId } of allocations) counts.set(locationId, (counts.get(locationId) ?? 0) + 1);
    return (rows ?? []).flatMap(({ locationId, name, lng, lat }) => {
      const lineCount = counts.get(locationId) ?? 0;
      return lineCount > 0 ? [{ locationId, name, lng, lat, lineCount }] : [];
    });
  }, [rows, allocations]);
}

function RouteButton({
  route,
  colour,
  isOpen,
  onPress,
}: {
  route: Route;
  colour: string;
  isOpen: boolean;
  onPress: () => void;
}) {
  const T = useWavesText();
  const F = useFormat();
  const { courierName, number, stops, lengthMetre, durationSeconds, costFen, doneCount, state } = route;
  return (
    <button
      type="button"
      className={names('routes-one', isOpen && 'routes-on')}
      aria-expanded={isOpen}
      onClick={onPress}
    >
      <i style={{ background: colour }} aria-hidden />
      <span>
        <b>
          {courierName === '' ? T.nobody : courierName} <span className="lb-num code">{number}</span>
        </b>
        <small>{T.routeFacts(stops.length, F.distance(lengthMetre), Math.round(durationSeconds / 60))}</small>
      </span>
      <span className="routes-end">
        <b className="lb-num">{F.money(costFen)}</b>
        {(state === 'running' || state === 'done') && <small>{T.progress(doneCount, stops.length)}</small>}
      </span>
    </button>
  );
}

function Stops({ route: { stops } }: { route: Route }) {
  const T = useWavesText();
  const F = useFormat();
  return (
    <ol className="routes-stops">
      {stops.map((stop, at) => (
        <li key={stop.stopId}>
          <span className="lb-num">{at + 1}</span>
          <span>
            <b>{stop.name}</b>
            <small className={stop.state === 'failed' ? 'lb-tone-bad' : 'quiet'}>
              {stop.state === 'failed'
                ? T.failedAt(stop.failReason)
                : `${T.stopKinds[stop.kind]} · ${T.bags(stop.parcels.length)}`}
            </small>
          </span>
          {stop.state === 'done' && <Icon as={Check} size={15} className="lb-tone-ok" />}
          {stop.state === 'failed' && <Icon as={TriangleAlert} size={15} className="lb-tone-bad" />}
          <time className="lb-num" dateTime={stop.doneAt ?? stop.etaAt}>
            {F.clock(stop.doneAt ?? stop.etaAt)}
          </time>
        </li>
      ))}
    </ol>
  );
}
