import type { Point } from '../../kernel/geo.ts';

/** Joint delivery: parcels lie at several places and go to doors or pickup points, on a few couriers' vehicles. */
export interface RoutingProblem {
  readonly vehicles: readonly Vehicle[];
  readonly parcels: readonly Parcel[];
  /** Seconds to load at a place and to hand over at a stop. */
  readonly loadSeconds: number;
  readonly stopSeconds: number;
}

export interface Vehicle {
  readonly vehicleId: string;
  readonly start: Point;
  /** Pieces on board at once. */
  readonly capacity: number;
}

export interface Parcel {
  readonly parcelId: string;
  /** Where it is loaded: parcels with one key are loaded in one stop. */
  readonly fromKey: string;
  readonly from: Point;
  /** Where it goes: parcels with one key are handed over in one stop. */
  readonly toKey: string;
  readonly to: Point;
  readonly size: number;
}

export interface Visit {
  readonly kind: 'load' | 'drop';
  readonly key: string;
  readonly point: Point;
  readonly parcelIds: readonly string[];
  /** Seconds after the departure at which the courier arrives. */
  readonly arriveSeconds: number;
  /** Metres from the stop before, or from the start. */
  readonly legMetre: number;
}

export interface PlannedRoute {
  readonly vehicleId: string;
  readonly visits: readonly Visit[];
  readonly lengthMetre: number;
  readonly durationSeconds: number;
}

export interface RoutingPlan {
  readonly routes: readonly PlannedRoute[];
  /** Parcels larger than any vehicle. */
  readonly unplanned: readonly string[];
}
