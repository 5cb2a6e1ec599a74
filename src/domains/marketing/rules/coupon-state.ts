export type CouponState = 'free' | 'used' | 'expired';

/** Used as long as a checkout holds it; otherwise good until the end of its time. */
export function couponState(
  coupon: { readonly orderGroupId: string | null; readonly useUntil: Date },
  now: Date,
): CouponState {
  if (coupon.orderGroupId !== null) return 'used';
  return now < coupon.useUntil ? 'free' : 'expired';
}

/** A drop is told anew to the rooms about this often while it is claimed, however many claim it. */
const tellings = 20;

/** Whether the claim that made it `claimed` of `quantity` is told to the rooms. */
export function isTold(claimed: number, quantity: number): boolean {
  const step = Math.max(1, Math.ceil(quantity / tellings));
  return claimed === quantity || claimed % step === 0;
}
