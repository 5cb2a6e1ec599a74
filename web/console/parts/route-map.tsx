import type { Out } from '../../kit/use-api.ts';
import { useFormat } from '../../kit/format/use-format.ts';
import { names } from '../../kit/parts/names.ts';
import { type Ground, groundOf, scaleBar } from './map-ground.ts';
import './route-map.css';

export type Route = Out<'fulfilment', 'getRoute'>;
type Stop = Route['stops'][number];

/** Colours of routes in the order of charts; each has the text colour that stands on it. */
const colours = [
  { line: '#0f7b5a', text: '#fff' },
  { line: '#f4a92e', text: '#1f1b16' },
  { line: '#1c68a8', text: '#fff' },
  { line: '#d6420f', text: '#fff' },
  { line: '#5046a5', text: '#fff' },
  { line: '#6e675c', text: '#fff' },
] as const;

export function routeColour(index: number): (typeof colours)[number] {
  return colours[index % colours.length] ?? colours[0];
}

export interface RouteMapProps {
  routes: readonly Route[];
  /** Spoken name. */
  label: string;
  /** Only this one is strong; all when undefined. */
  chosenId?: string | undefined;
  widthPixel: number;
  heightPixel: number;
}

const gridPixel = 40;
const padPixel = 34;

/** Routes on a plain ground: squares load, diamonds are pickup points, numbers are doors. No outside call, north is up. */
export function RouteMap({ routes, label, chosenId, widthPixel, heightPixel }: RouteMapProps) {
  const stops = routes.flatMap((route) => route.stops);
  if (stops.length === 0) return null;
  const ground = groundOf(stops, { widthPixel, heightPixel, padPixel });
  const spots = spotsOf(routes, ground);
  const fade = (route: Route) =>
    names(chosenId !== undefined && chosenId !== route.routeId && 'route-map-quiet');
  return (
    <div className="route-map">
      <svg viewBox={`0 0 ${widthPixel} ${heightPixel}`} role="img" aria-label={label}>
        <Grid widthPixel={widthPixel} heightPixel={heightPixel} />
        {routes.map((route, index) => (
          <g key={route.routeId} className={fade(route)}>
            <Way route={route} ground={ground} colour={routeColour(index).line} />
          </g>
        ))}
        {spots.map((spot) => (
          <SpotName key={`${spot.x} ${spot.y}`} spot={spot} spots={spots} />
        ))}
        {spots.map((spot) =>
          spot.visits.map(({ route, index, stop, number }, at) => (
            <g key={stop.stopId} className={fade(route)}>
              <Mark
                stop={stop}
                number={number}
                x={spot.x + (at - (spot.visits.length - 1) / 2) * besidePixel}
                y={spot.y}
                {...routeColour(index)}
              />
            </g>
          )),
        )}
        <Scale ground={ground} heightPixel={heightPixel} />
      </svg>
    </div>
  );
}

/** A place with the first visit of each route to it: marks of two routes stand beside each other. */
interface Spot {
  x: number;
  y: number;
  visits: { route: Route; index: number; stop: Stop; number: number }[];
}

const besidePixel = 18;
/** Places nearer than this are drawn as one. */
const samePixel = 6;

function spotsOf(routes: readonly Route[], ground: Ground): Spot[] {
  const spots: Spot[] = [];
  for (const [index, route] of routes.entries()) {
    for (const [at, stop] of route.stops.entries()) {
      const { x, y } = ground.at(stop);
      const visit = { route, index, stop, number: at + 1 };
      const known = spots.find((spot) => Math.hypot(spot.x - x, spot.y - y) < samePixel);
      if (known === undefined) spots.push({ x, y, visits: [visit] });
      else if (!known.visits.some((one) => one.index === index)) known.visits.push(visit);
    }
  }
  return spots;
}

/** Shops and pickup points have their names below, or above where another mark stands there. */
function SpotName({ spot, spots }: { spot: Spot; spots: readonly Spot[] }) {
  const named = spot.visits.find(({ stop }) => stop.kind !== 'delivery');
  if (named === undefined) return null;
  const isTaken = spots.some(({ x, y }) => Math.abs(x - spot.x) < 44 && y - spot.y > 8 && y - spot.y < 36);
  return (
    <text className="route-map-name" x={spot.x.toFixed(1)} y={(spot.y + (isTaken ? -20 : 22)).toFixed(1)}>
      {named.stop.name}
    </text>
  );
}

function Grid({ widthPixel, heightPixel }: { widthPixel: number; heightPixel: number }) {
  const columns = Array.from({ length: Math.floor(widthPixel / gridPixel) }, (_, n) => (n + 1) * gridPixel);
  const rows = Array.from({ length: Math.floor(heightPixel / gridPixel) }, (_, n) => (n + 1) * gridPixel);
  const path = [
    ...columns.map((x) => `M${x} 0V${heightPixel}`),
    ...rows.map((y) => `M0 ${y}H${widthPixel}`),
  ].join('');
  return <path className="route-map-grid" d={path} />;
}

function Way({ route, ground, colour }: { route: Route; ground: Ground; colour: string }) {
  const points = route.stops
    .map((stop) => ground.at(stop))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`);
  return <polyline className="route-map-way" points={points.join(' ')} stroke={colour} />;
}

/** What is behind the courier turns hollow. */
function Mark({
  stop,
  number,
  x,
  y,
  line,
  text,
}: {
  stop: Stop;
  number: number;
  x: number;
  y: number;
  line: string;
  text: string;
}) {
  const isAhead = stop.state === 'pending';
  const look = {
    fill: isAhead ? line : 'var(--lb-card)',
    stroke: isAhead ? 'var(--lb-card)' : line,
    strokeWidth: 2,
  };
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`}>
      {stop.kind === 'load' && <rect x={-10} y={-10} width={20} height={20} rx={5} {...look} />}
      {stop.kind === 'drop-at-pickup-point' && (
        <rect x={-9} y={-9} width={18} height={18} rx={3} transform="rotate(45)" {...look} />
      )}
      {stop.kind === 'delivery' && <circle r={10} {...look} />}
      <text fill={isAhead ? text : line}>{number}</text>
    </g>
  );
}

function Scale({ ground, heightPixel }: { ground: Ground; heightPixel: number }) {
  const F = useFormat();
  const { metre, pixel } = scaleBar(ground.pixelsPerMetre, 80);
  const y = heightPixel - 12;
  return (
    <>
      <path d={`M14 ${y - 4}v4h${pixel.toFixed(1)}v-4`} fill="none" stroke="var(--lb-ink-3)" />
      <text className="route-map-scale" x={14 + pixel / 2} y={y - 10}>
        {F.distance(metre)}
      </text>
    </>
  );
}
