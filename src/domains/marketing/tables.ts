import type { Output } from '../../../contract/endpoint.ts';
import type { marketing } from '../../../contract/marketing.ts';
import type { Bearer } from './rules/bearers.ts';

export interface DropRow {
  readonly dropId: string;
  readonly sessionId: string;
  readonly title: string;
  readonly discountFen: bigint;
  readonly minSpendFen: bigint;
  readonly quantity: number;
  readonly claimedQuantity: number;
  readonly opensAt: Date;
  readonly claimUntil: Date;
  readonly useUntil: Date;
  readonly bearers: readonly Bearer[];
  readonly droppedAt: Date;
}

export interface CouponRow {
  readonly couponId: string;
  readonly memberId: string;
  readonly claimedAt: Date;
  readonly orderGroupId: string | null;
  readonly usedAt: Date | null;
}

export type Coupon = Output<typeof marketing.claimCoupon>;
export type CouponDrop = Output<typeof marketing.dropCoupon>;
