import type { Fen } from '../../kernel/money.ts';

export type WaveState = 'draft' | 'confirmed' | 'running' | 'done';
export type ShipmentState = 'preparing' | 'picked' | 'on-the-way' | 'at-pickup' | 'failed' | 'done';
export type RouteState = 'planned' | 'confirmed' | 'running' | 'done';
export type StopKind = 'load' | 'drop-at-pickup-point' | 'delivery';
export type StopState = 'pending' | 'done' | 'failed';
export type ClaimState = 'open' | 'accepted' | 'refused';
export type TemperatureZone = 'ambient' | 'chilled' | 'frozen' | 'fresh-live';

export type InfeasibleReason =
  | 'not-enough-stock'
  | 'no-cold-store'
  | 'goods-elsewhere'
  | 'no-hands-left'
  | 'fixed-elsewhere';
export type WhyNot = 'distance' | 'parcel' | 'transfer' | 'on-behalf-fee' | 'split' | 'overridden';

export interface UnservedLine {
  readonly orderLineId: string;
  readonly orderNumber: string;
  readonly title: string;
  readonly reason: InfeasibleReason;
}

export interface Wave {
  readonly waveId: string;
  readonly number: string;
  readonly state: WaveState;
  readonly departsAt: Date;
  readonly unserved: readonly UnservedLine[];
  readonly couriers: readonly string[];
  readonly ruleVersion: number;
  /** What its allocation was reckoned to cost, and what none could cost less than; null when that was not reckoned. */
  readonly costFen: Fen | null;
  readonly boundFen: Fen | null;
  readonly createdAt: Date;
}

export type PlanningState = 'waiting' | 'running' | 'done' | 'refused';
export type PlanningStage = 'gathering' | 'allocating' | 'proving' | 'routing';

/** A wave that was asked for, and how far its job is. */
export interface WavePlanning {
  readonly planningId: string;
  readonly state: PlanningState;
  readonly stage: PlanningStage;
  readonly costFen: Fen | null;
  readonly boundFen: Fen | null;
  readonly departsAt: Date | null;
  readonly couriers: readonly string[];
  readonly waveId: string | null;
  readonly refusal: string | null;
}

/** Why a line goes out from where it does, as kept: fen as decimal strings. Adds up: cost = its four parts. */
export interface Explanation {
  readonly chosen: {
    readonly locationName: string;
    readonly costFen: string;
    readonly distanceFen: string;
    readonly parcelFen: string;
    readonly handlingFen: string;
    readonly onBehalfFeeFen: string;
  };
  readonly runnerUp: {
    readonly locationName: string;
    readonly costFen: string;
    readonly whyNot: WhyNot;
  } | null;
  readonly infeasible: readonly { readonly locationName: string; readonly reason: InfeasibleReason }[];
}

export interface Allocation {
  readonly allocationId: string;
  readonly waveId: string;
  readonly shipmentId: string;
  readonly orderLineId: string;
  readonly shopOrderId: string;
  readonly sellerShopId: string;
  readonly locationId: string;
  readonly variantId: string;
  /** Set for pieces bought for this very line. */
  readonly poolId: string | null;
  readonly itemCode: string;
  readonly title: string;
  readonly temperatureZone: TemperatureZone;
  readonly soldBy: 'piece' | 'gram';
  /** Of the whole line, for goods by weight. */
  readonly nominalGram: number | null;
  readonly quantity: number;
  readonly isOnBehalf: boolean;
  readonly isOverridden: boolean;
  readonly feeFen: Fen;
  readonly explanation: Explanation;
  readonly pickedAt: Date | null;
  readonly actualGram: number | null;
}

export interface Shipment {
  readonly shipmentId: string;
  readonly waveId: string;
  readonly shopOrderId: string;
  readonly orderGroupId: string;
  readonly orderNumber: string;
  readonly memberId: string;
  readonly sellerShopId: string;
  readonly locationId: string;
  readonly kind: 'pickup' | 'delivery';
  readonly pickupShopId: string | null;
  readonly contactName: string;
  readonly phone: string;
  readonly building: string;
  readonly room: string;
  readonly detail: string;
  readonly lng: number;
  readonly lat: number;
  readonly slotStart: Date | null;
  readonly slotEnd: Date | null;
  readonly bagLabel: string;
  readonly state: ShipmentState;
  readonly attempts: number;
  readonly shippedAt: Date | null;
  readonly doneAt: Date | null;
}

export interface Route {
  readonly routeId: string;
  readonly waveId: string;
  readonly number: string;
  readonly courierMemberId: string | null;
  readonly state: RouteState;
  readonly lengthMetre: number;
  readonly durationSeconds: number;
  readonly costFen: Fen;
  readonly departsAt: Date;
  readonly startedAt: Date | null;
}

export interface Stop {
  readonly stopId: string;
  readonly routeId: string;
  readonly position: number;
  readonly kind: StopKind;
  readonly name: string;
  readonly addressText: string;
  readonly contactName: string;
  readonly phone: string;
  readonly lng: number;
  readonly lat: number;
  readonly etaAt: Date;
  readonly wayMetre: number;
  readonly feeFen: Fen;
  readonly state: StopState;
  readonly failReason: string;
  readonly doneAt: Date | null;
  readonly shipmentIds: readonly string[];
}

export interface Claim {
  readonly claimId: string;
  readonly orderLineId: string;
  readonly orderGroupId: string;
  readonly memberId: string;
  readonly sellerShopId: string;
  readonly reason: string;
  readonly quantity: number;
  readonly note: string;
  readonly photoFile: string;
  readonly askedFen: Fen;
  readonly refundFen: Fen;
  readonly liable: string;
  readonly ruleVersion: number;
  readonly state: ClaimState;
  readonly answer: string;
  readonly at: Date;
  readonly decidedAt: Date | null;
}
