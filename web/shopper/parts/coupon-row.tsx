import { TicketPercent } from 'lucide-react';
import { formatMoney } from '../../kit/format/money.ts';
import { Switch } from '../../kit/parts/choices.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { useCouponText } from '../texts/coupon.ts';
import type { CouponChoice } from './use-coupon.ts';

/** The coupon of a checkout: used unless switched off, or what is missing to use it. */
export function CouponRow({
  choice,
  isUsed,
  onUse,
}: {
  choice: CouponChoice | undefined;
  isUsed: boolean;
  onUse: (isUsed: boolean) => void;
}) {
  const T = useCouponText();
  if (choice === undefined) return null;
  const { coupon, discountFen, shortFen } = choice;
  if (shortFen > 0n) {
    return (
      <p className="flex items-center gap-2 text-sm text-honey-700">
        <Icon as={TicketPercent} size={18} />
        {T.short(coupon.title, formatMoney(shortFen))}
      </p>
    );
  }
  return (
    <Switch isChecked={isUsed} onChange={onUse}>
      <span className="flex items-center gap-2">
        <Icon as={TicketPercent} size={18} className="text-honey-700" />
        {T.apply(coupon.title)} <b className="text-honey-700">{formatMoney(-discountFen)}</b>
      </span>
    </Switch>
  );
}
