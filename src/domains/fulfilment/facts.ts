import type { Fact } from '../../engines/db/outbox.ts';
import type { Fen } from '../../kernel/money.ts';
import type { Claim, Route, Shipment, Stop } from './tables.ts';

/** Draft fixed: picking begins. */
export function waveConfirmed(waveId: string, orderGroupIds: readonly string[]): Fact {
  return {
    kind: 'wave-confirmed',
    aggregate: 'wave',
    aggregateId: waveId,
    payload: { waveId, orderGroupIds },
  };
}

export interface OnBehalfRow {
  readonly allocationId: string;
  readonly orderLineId: string;
  readonly orderGroupId: string;
  readonly shopOrderId: string;
  readonly orderNumber: string;
  readonly title: string;
  readonly variantId: string;
  readonly quantity: number;
  /** The line's part of the fee that its order owes the serving shop. */
  readonly feeFen: Fen;
  /** What the pieces cost on the wholesale market, null where unknown: they came from the serving shop's own stock. */
  readonly goodsCostFen: Fen | null;
  readonly sellerShopId: string;
  /** Null: the hub gave them from its surplus, without a fee. */
  readonly fulfillerShopId: string | null;
  readonly ruleVersion: number;
}

/** Lines that another place served from its own goods are handed over: fee and goods are earned. */
export function onBehalfServed(waveId: string, rows: readonly OnBehalfRow[]): Fact {
  return { kind: 'on-behalf-served', aggregate: 'wave', aggregateId: waveId, payload: { waveId, rows } };
}

function ofRoute(kind: string, route: Route, payload: Record<string, unknown>): Fact {
  const { routeId, waveId, number, courierMemberId } = route;
  return {
    kind,
    aggregate: 'route',
    aggregateId: routeId,
    payload: { routeId, waveId, routeNumber: number, courierMemberId, ...payload },
  };
}

/** Loaded and on the way. */
export function routeStarted(route: Route, orderGroupIds: readonly string[], at: Date): Fact {
  return ofRoute('route-started', route, { orderGroupIds, at: at.toISOString() });
}

/** `feeFen`: what the courier has earned with it, 0 for loading and for stops that failed. */
export function stopCompleted(
  route: Route,
  stop: Stop,
  end: {
    readonly outcome: 'done' | 'failed';
    readonly at: Date;
    readonly orderGroupIds: readonly string[];
    readonly ruleVersion: number;
  },
): Fact {
  return ofRoute('stop-completed', route, {
    stopId: stop.stopId,
    stopKind: stop.kind,
    name: stop.name,
    outcome: end.outcome,
    shipmentIds: stop.shipmentIds,
    orderGroupIds: end.orderGroupIds,
    metre: stop.wayMetre,
    feeFen: end.outcome === 'done' ? stop.feeFen : 0n,
    ruleVersion: end.ruleVersion,
    at: end.at.toISOString(),
  });
}

function ofOrder(kind: string, orderGroupId: string, payload: Record<string, unknown>): Fact {
  return { kind, aggregate: 'order', aggregateId: orderGroupId, payload: { orderGroupId, ...payload } };
}

/** Parcels of one shop order lie at their pickup point. */
export function parcelsAtPickup(shipment: Shipment, shipmentIds: readonly string[]): Fact {
  const { orderGroupId, shopOrderId, memberId, pickupShopId } = shipment;
  return ofOrder('parcels-at-pickup', orderGroupId, { shopOrderId, memberId, pickupShopId, shipmentIds });
}

/** Handed over against the code. A pickup point earns once per order, however many parcels came. */
export function pickupRedeemed(shipment: Shipment): Fact {
  const { orderGroupId, shopOrderId, orderNumber, sellerShopId, pickupShopId } = shipment;
  return ofOrder('pickup-redeemed', orderGroupId, { shopOrderId, orderNumber, sellerShopId, pickupShopId });
}

/** The shopper has them. `onTime`: no promised slot was missed; pickup promises none. */
export function linesDone(
  orderGroupId: string,
  done: { readonly orderLineIds: readonly string[]; readonly at: Date; readonly onTime: boolean },
): Fact {
  const { orderLineIds, at, onTime } = done;
  return ofOrder('lines-done', orderGroupId, { orderLineIds, at: at.toISOString(), onTime });
}

export function claimOpened(
  claim: Pick<Claim, 'claimId' | 'orderGroupId' | 'orderLineId' | 'sellerShopId'>,
): Fact {
  const { claimId, orderGroupId, orderLineId, sellerShopId } = claim;
  return ofOrder('claim-opened', orderGroupId, { claimId, orderLineId, sellerShopId });
}

/** Follows the `order-refunded` of the same transaction when money goes back. Says who bears it and who was involved. */
export function claimDecided(
  claim: Claim,
  decision: {
    readonly accepted: boolean;
    readonly refundFen: Fen;
    readonly poolId: string | null;
    readonly fulfillerShopId: string | null;
    readonly courierMemberId: string | null;
  },
): Fact {
  const { claimId, orderLineId, sellerShopId, reason, liable, ruleVersion } = claim;
  return ofOrder('claim-decided', claim.orderGroupId, {
    claimId,
    orderLineId,
    sellerShopId,
    reason,
    liable,
    ruleVersion,
    ...decision,
  });
}
