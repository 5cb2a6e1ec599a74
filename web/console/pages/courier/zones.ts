import type { Route } from '../../parts/route-map.tsx';

type Parcel = Route['stops'][number]['parcels'][number];
export type Zone = Parcel['temperatureZones'][number];

/** What must stay cold is handled first. */
const order: readonly Zone[] = ['frozen', 'chilled', 'fresh-live', 'ambient'];

/** The zone that decides how a bag travels: its coldest. */
export function zoneOf({ temperatureZones }: Pick<Parcel, 'temperatureZones'>): Zone {
  return order.find((zone) => temperatureZones.includes(zone)) ?? 'ambient';
}

/** Bags by zone, coldest first. */
export function bagsByZone<P extends Pick<Parcel, 'temperatureZones'>>(parcels: readonly P[]): [Zone, P[]][] {
  return order.flatMap((zone): [Zone, P[]][] => {
    const bags = parcels.filter((parcel) => zoneOf(parcel) === zone);
    return bags.length === 0 ? [] : [[zone, bags]];
  });
}
