import { Button } from '../../kit/parts/button.tsx';
import { useCheckoutText } from '../texts/checkout.ts';
import { usePayText } from '../texts/pay.ts';
import type { FulfilState } from './use-fulfil.ts';
import type { usePlaceOrder } from './use-place-order.ts';
import { type BasketLine, needsConsent, orderLines } from './basket.ts';

/** Places the order; while something is missing it says what. After a busy answer the same key goes on. */
export function PayButton({
  lines,
  state,
  order,
  isAgreed,
  isNow = false,
  backTo,
  couponId,
}: {
  lines: readonly BasketLine[];
  state: FulfilState;
  order: ReturnType<typeof usePlaceOrder>;
  isAgreed: boolean;
  /** Persimmon, inside a live room. */
  isNow?: boolean;
  backTo?: string;
  couponId?: string;
}) {
  const T = useCheckoutText();
  const P = usePayText();
  const gaps = { pickup: T.needPickup, address: T.needAddress, slot: T.needSlot };
  const isUnread = lines.some(needsConsent) && !isAgreed;
  const gap = state.gap ? gaps[state.gap] : isUnread ? T.agreeFirst : undefined;
  function pay() {
    if (!state.fulfil) return;
    const input = { lines: orderLines(lines), fulfil: state.fulfil, ...(couponId && { couponId }) };
    void order.run(input, backTo);
  }
  return (
    <Button
      kind={isNow ? 'now' : 'main'}
      isPill
      className="min-h-[48px] px-[34px] text-[max(17px,var(--lb-t-lg))]"
      reason={gap}
      isBusy={order.isBusy}
      busyText={T.paying}
      onClick={pay}
    >
      {order.isBusyRefused ? P.retry : T.pay}
    </Button>
  );
}
