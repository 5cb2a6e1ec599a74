export { dropCoupon, endCouponDrop, type DropStage } from './acts/drop-coupon.ts';
export { claimCoupon } from './acts/claim-coupon.ts';
export { freeCoupons, lockCoupons, spendCoupons, type CouponTerms } from './acts/spend-coupons.ts';
export type { Bearer } from './rules/bearers.ts';
export { couponBearers, listMyCoupons } from './views/coupons.ts';
export { currentDrop, currentDropFor, getDrop, listDrops } from './views/drops.ts';
export type { Coupon, CouponDrop } from './tables.ts';
