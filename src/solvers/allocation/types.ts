import type { Point } from '../../kernel/geo.ts';

/** Which place serves which order line. Costs are whole fen as numbers: far below 2^53. */
export interface AllocationProblem {
  readonly places: readonly Place[];
  readonly orders: readonly OrderToServe[];
  readonly costs: AllocationCosts;
}

export interface Place {
  readonly placeId: string;
  readonly name: string;
  readonly point: Point;
  readonly hasColdStore: boolean;
  /** The alliance's own place, such as the hub: it serves every seller without a fee. */
  readonly isShared: boolean;
  /** Pieces that may be promised besides those reserved for the lines below, by variant. */
  readonly available: ReadonlyMap<string, number>;
}

export interface OrderToServe {
  readonly orderId: string;
  /** The door, or the pickup point. */
  readonly destination: Point;
  /** The place of the shop that sold it: other shops serve it on its behalf. Null when that shop has none. */
  readonly sellerPlaceId: string | null;
  /** Pickup at this very place needs no transport. */
  readonly pickupPlaceId: string | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly variantId: string;
    readonly quantity: number;
    /** Asked of every place but the one where its pieces lie already. */
    readonly needsCold: boolean;
    /** Where its pieces are set aside: it can always be served from there, and served elsewhere it frees them. */
    readonly reservedAt: string | null;
    /** False for goods bought for this very line, which no other pieces can stand in for. */
    readonly mayMove: boolean;
  }[];
}

export interface AllocationCosts {
  /** Per parcel that leaves a place: a split order pays it again. */
  readonly parcelFen: number;
  readonly perKmFen: number;
  readonly handlingPerPieceFen: number;
  readonly onBehalfPerOrderFen: number;
  readonly onBehalfPerPieceFen: number;
}

export interface CostParts {
  readonly costFen: number;
  readonly distanceFen: number;
  readonly parcelFen: number;
  readonly handlingFen: number;
  readonly onBehalfFeeFen: number;
}

export interface ServedLine {
  readonly lineId: string;
  readonly placeId: string;
  /** This line's share of its order's plan; the shares sum to the plan's cost. */
  readonly cost: CostParts;
  readonly runnerUp: { readonly placeId: string; readonly costFen: number; readonly whyNot: WhyNot } | null;
  readonly infeasible: readonly { readonly placeId: string; readonly reason: InfeasibleReason }[];
}

/** In what the next best place is worse by most. */
export type WhyNot = 'distance' | 'parcel' | 'on-behalf-fee' | 'split';

export type InfeasibleReason = 'not-enough-stock' | 'no-cold-store' | 'goods-elsewhere';

export interface AllocationPlan {
  readonly served: readonly ServedLine[];
  readonly unserved: readonly { readonly lineId: string; readonly reason: InfeasibleReason }[];
}
