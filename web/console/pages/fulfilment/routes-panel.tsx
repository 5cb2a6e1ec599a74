import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Icon } from '../../../kit/parts/icon.tsx';
import { names } from '../../../kit/parts/names.ts';
import { useMedia } from '../../../kit/use-media.ts';
import { Panel } from '../../parts/panel.tsx';
import { type Route, RouteMap, routeColour } from '../../parts/route-map.tsx';
import { useWavesText } from '../../texts/waves.ts';
import type { Wave } from './shapes.ts';

const wideMap = { widthPixel: 720, heightPixel: 400 };
const narrowMap = { widthPixel: 340, heightPixel: 320 };

/** All routes on one plain ground; pressing one shows its stops. */
export function RoutesPanel({ wave: { routes, totalMetre } }: { wave: Wave }) {
  const T = useWavesText();
  const F = useFormat();
  const [chosenId, setChosenId] = useState<string>();
  const isNarrow = useMedia('(max-width: 699px)');
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
          <RouteMap
            routes={routes}
            label={T.mapLabel(routes.length)}
            chosenId={chosen?.routeId}
            {...(isNarrow ? narrowMap : wideMap)}
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
