import type { Point } from '../../../kernel/geo.ts';
import { coarsePlace } from './coarse-place.ts';
import { expectedAt } from './expected-at.ts';

export interface RoadStop extends Point {
  readonly stopId: string;
  readonly state: 'pending' | 'done' | 'failed';
  readonly etaAt: Date;
  readonly doneAt: Date | null;
}

export interface ParcelProgress {
  readonly etaAt: Date;
  /** Stops still to come before this parcel's. */
  readonly stopsBefore: number;
  /** The last stop behind the courier, to a block; null before the first. */
  readonly courierAt: Point | null;
  /** From the courier to this parcel's stop, the stops between to a block. */
  readonly path: Point[];
}

/** How far a parcel's courier is, as its shopper may see it. */
export function parcelProgress(stops: readonly RoadStop[], stopId: string, now: Date): ParcelProgress {
  const at = stops.findIndex((stop) => stop.stopId === stopId);
  const mine = stops[at];
  if (!mine) throw new Error(`Stop ${stopId} is not on its route`);
  const before = stops.slice(0, at).filter(({ state }) => state === 'pending');
  const last = stops
    .filter(({ doneAt }) => doneAt !== null)
    .reduce<RoadStop | null>(
      (latest, stop) => (latest && latest.doneAt! > stop.doneAt! ? latest : stop),
      null,
    );
  const courierAt = last && coarsePlace(last);
  return {
    etaAt: expectedAt(stops, now)[at]!,
    stopsBefore: before.length,
    courierAt,
    path: [...(courierAt ? [courierAt] : []), ...before.map(coarsePlace), { lng: mine.lng, lat: mine.lat }],
  };
}
