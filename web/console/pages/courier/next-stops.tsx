import { useFormat } from '../../../kit/format/use-format.ts';
import { Tag, TemperatureTag } from '../../../kit/parts/tag.tsx';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { zoneOf } from './zones.ts';
import { stopTitle } from './stop-title.ts';

type Stop = Route['stops'][number];

/** What comes after; to look at, not to press. */
export function NextStops({ stops, from }: { stops: readonly Stop[]; from: number }) {
  const T = useCourierText();
  const F = useFormat();
  if (stops.length === 0) return null;
  return (
    <ol className="courier-list" start={from}>
      {stops.map((stop, index) => (
        <li key={stop.stopId}>
          <span className="courier-number" aria-hidden>
            {from + index}
          </span>
          <div>
            <b>{stopTitle(stop, T)}</b>
            <p>
              <ZoneTag stop={stop} />
              {T.bags(stop.parcels.length)}
            </p>
          </div>
          <span className="lb-num">{F.clock(stop.etaAt)}</span>
        </li>
      ))}
    </ol>
  );
}

function ZoneTag({ stop }: { stop: Stop }) {
  const T = useCourierText();
  const zones = new Set(stop.parcels.map(zoneOf));
  const [only] = zones;
  if (only === undefined) return null;
  return zones.size > 1 ? <Tag tone="ok">{T.mixed}</Tag> : <TemperatureTag zone={only} />;
}
