import {
  Fish,
  type LucideIcon,
  Map as MapIcon,
  Navigation,
  Package,
  ShoppingBag,
  Snowflake,
  ThermometerSnowflake,
} from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { useNow } from '../../../kit/use-now.ts';
import { metresBetween } from '../../parts/map-ground.ts';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';
import { stopTitle } from './stop-title.ts';
import { type Zone, bagsByZone } from './zones.ts';

type Stop = Route['stops'][number];

const zoneIcons: Record<Zone, LucideIcon> = {
  frozen: ThermometerSnowflake,
  chilled: Snowflake,
  'fresh-live': Fish,
  ambient: Package,
};

/** Where to, by when, for whom, how many bags of which zone. */
export function StopCard({ route, at, onBags }: { route: Route; at: number; onBags: () => void }) {
  const T = useCourierText();
  const F = useFormat();
  const stop = route.stops[at]!;
  const before = route.stops[at - 1];
  return (
    <section className="courier-now">
      <div className="courier-between">
        <span className="courier-next">
          <Icon as={Navigation} size={17} />
          {before ? T.next(F.distance(metresBetween(before, stop))) : T.first}
        </span>
        <Eta at={stop.etaAt} />
      </div>
      <h2>{stopTitle(stop, T)}</h2>
      {stop.addressText !== stop.name && <p className="courier-who">{stop.addressText}</p>}
      {stop.contactName !== '' && (
        <p className="courier-who">
          {stop.contactName} <span className="lb-num">{spread(stop.maskedPhone)}</span>
        </p>
      )}
      <ul className="courier-zones">
        {bagsByZone(stop.parcels).map(([zone, bags]) => (
          <li key={zone} className={`courier-zone-${zone}`}>
            <Icon as={zoneIcons[zone]} size={22} />
            {T.zone[zone]} {T.bags(bags.length)}
          </li>
        ))}
      </ul>
      <div className="courier-two">
        <a className="courier-soft" href={wayTo(stop)} target="_blank" rel="noreferrer">
          <Icon as={MapIcon} size={24} />
          {T.navigate}
        </a>
        <button type="button" className="courier-soft" onClick={onBags}>
          <Icon as={ShoppingBag} size={24} />
          {T.contents}
        </button>
      </div>
    </section>
  );
}

function Eta({ at }: { at: string }) {
  const T = useCourierText();
  const F = useFormat();
  const lateMinutes = Math.floor((useNow() - new Date(at).getTime()) / 60_000);
  return (
    <span className="courier-eta">
      {lateMinutes > 0 ? (
        <Say text={T.late(F.clock(at), lateMinutes)} tone="hot" />
      ) : (
        <Say text={T.eta(F.clock(at))} tone="hot" />
      )}
    </span>
  );
}

/** `138****2046` as it is read aloud. */
function spread(maskedPhone: string): string {
  return maskedPhone.replace(/^(\d{3})(\*+)(\d+)$/, '$1 $2 $3');
}

/** Opens the map app of the phone, or the map's page; places are GCJ-02 here as there. */
function wayTo({ lng, lat, name }: Stop): string {
  const to = `${lng},${lat},${encodeURIComponent(name)}`;
  return `https://uri.amap.com/navigation?to=${to}&mode=ride&coordinate=gaode&callnative=1`;
}
