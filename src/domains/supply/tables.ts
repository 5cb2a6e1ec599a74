import type { Fen } from '../../kernel/money.ts';
import type { PoolState } from './rules/pool-state.ts';
import type { PurchaseOrderState } from './rules/purchase-order-state.ts';
import type { BelowPolicy, PoolMode, RemainderPolicy } from './rules/pool-terms.ts';
import type { FailedReason } from './rules/event-text.ts';
import type { Tier } from './rules/tier-price.ts';

export interface PoolRow {
  readonly poolId: string;
  readonly offerId: string;
  readonly supplierId: string;
  readonly variantId: string;
  readonly round: number;
  readonly mode: PoolMode;
  /** Seller of record of an agency pool; null where every shop sells for itself. */
  readonly sellerShopId: string | null;
  readonly state: PoolState;
  readonly baseCostFen: Fen;
  readonly packSize: number;
  readonly moq: number;
  readonly threshold: number;
  /** The supply of this round: held and paid pieces never exceed it. */
  readonly cap: number;
  readonly perPersonLimit: number | null;
  readonly opensAt: Date;
  readonly cutOffAt: Date;
  readonly belowPolicy: BelowPolicy;
  readonly prolongHours: number;
  readonly prolonged: number;
  readonly remainderPolicy: RemainderPolicy;
  readonly heldQuantity: number;
  readonly paidQuantity: number;
  readonly deliverToLocationId: string;
  readonly failedReason: FailedReason | null;
  /** Rising. */
  readonly tiers: readonly Tier[];
}

export type CommitmentState = 'held' | 'paid' | 'released' | 'cancelled' | 'refunded';

/** A commitment that has been paid; `refunded` ones get nothing. */
export interface PaidCommitmentRow {
  readonly orderLineId: string;
  readonly poolId: string;
  readonly shopId: string;
  readonly quantity: number;
  readonly servedQuantity: number;
  readonly unitPriceFen: Fen;
}

export interface PurchaseOrderRow {
  readonly purchaseOrderId: string;
  readonly number: string;
  readonly poolId: string;
  readonly supplierId: string;
  readonly variantId: string;
  readonly state: PurchaseOrderState;
  readonly preQuantity: number;
  readonly finalQuantity: number | null;
  readonly confirmedQuantity: number | null;
  readonly receivedQuantity: number | null;
  readonly surplusQuantity: number;
  readonly unitCostFen: Fen;
  readonly deliverToLocationId: string;
  readonly preOrderedAt: Date;
  readonly finalAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly note: string;
}

export interface OfferRow {
  readonly offerId: string;
  readonly supplierId: string;
  readonly variantId: string;
  readonly baseCostFen: Fen;
  readonly packSize: number;
  readonly moq: number;
  readonly capPerRound: number;
  readonly status: 'active' | 'paused';
  readonly tiers: readonly Tier[];
}

export interface SupplierRow {
  readonly supplierId: string;
  readonly name: string;
  readonly contactName: string;
  readonly phone: string;
  readonly licenceNumber: string;
  /** "2027-05-31" */
  readonly licenceUntil: string | null;
  readonly leadHours: number;
  readonly lng: number;
  readonly lat: number;
  readonly status: 'active' | 'paused';
}

/** Something worth a line in "刚刚发生". */
export interface PoolEvent {
  readonly poolId: string;
  readonly kind: 'opened' | 'tier' | 'formed' | 'prolonged' | 'closed' | 'failed' | 'answered' | 'received';
  readonly text: string;
  readonly paidQuantity: number | null;
}
