import type { Point } from '../../kernel/geo.ts';

/** Which place serves which order line. Costs are whole fen as numbers: far below 2^53. */
export interface AllocationProblem {
  readonly places: readonly Place[];
  readonly orders: readonly OrderToServe[];
  readonly costs: AllocationCosts;
  /** Street metres from a place to an order's destination, orders × places; reckoned from the points when left out. */
  readonly wayMetre?: Int32Array;
  /** Street metres from a place to the hub where legs meet, by place; reckoned from the points when left out. */
  readonly legMetre?: Int32Array;
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
  /** Pieces that can be picked and packed in time, by slot; without limit when left out. */
  readonly piecesPerSlot?: ReadonlyMap<string, number>;
}

export interface OrderToServe {
  readonly orderId: string;
  /** The door, or the pickup point. */
  readonly destination: Point;
  /** The place of the shop that sold it: other shops serve it on its behalf. Null when that shop has none. */
  readonly sellerPlaceId: string | null;
  /** Pickup at this very place needs no transport. */
  readonly pickupPlaceId: string | null;
  /** Orders of one slot share the hands of a place. */
  readonly slotKey?: string;
  /** There is time for parcels from several places to meet at the hub and travel on as one. */
  readonly mayTransfer?: boolean;
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
    /** The operator's word: from this place or not at all. */
    readonly fixedAt?: string | null;
  }[];
}

export interface AllocationCosts {
  /** Per parcel that leaves a place: a split order pays it again. */
  readonly parcelFen: number;
  readonly perKmFen: number;
  readonly handlingPerPieceFen: number;
  readonly onBehalfPerOrderFen: number;
  readonly onBehalfPerPieceFen: number;
  /** What a line counts that nobody serves; far more than any way to serve it when left out. */
  readonly unservedFen?: number;
  /** A round between the places: a parcel may go to the hub instead and travel on with what leaves there. */
  readonly transfer?: { readonly hubPlaceId: string; readonly parcelFen: number; readonly perKmFen: number };
}

export interface CostParts {
  readonly costFen: number;
  readonly distanceFen: number;
  readonly parcelFen: number;
  /** A leg to the hub on the round between the places. */
  readonly transferFen: number;
  readonly handlingFen: number;
  readonly onBehalfFeeFen: number;
}

export interface ServedLine {
  readonly lineId: string;
  readonly placeId: string;
  /** This line's share of its order's plan; the shares sum to the plan's cost. */
  readonly cost: CostParts;
  /** The next best: what the line would add to its order's plan there, and in what that is worse. */
  readonly runnerUp: { readonly placeId: string; readonly costFen: number; readonly whyNot: WhyNot } | null;
  readonly infeasible: readonly { readonly placeId: string; readonly reason: InfeasibleReason }[];
}

/** In what the next best place is worse by most. */
export type WhyNot = 'distance' | 'parcel' | 'transfer' | 'on-behalf-fee' | 'split';

export type InfeasibleReason =
  | 'not-enough-stock'
  | 'no-cold-store'
  | 'goods-elsewhere'
  | 'no-hands-left'
  | 'fixed-elsewhere';

export interface AllocationPlan {
  readonly served: readonly ServedLine[];
  readonly unserved: readonly { readonly lineId: string; readonly reason: InfeasibleReason }[];
}
