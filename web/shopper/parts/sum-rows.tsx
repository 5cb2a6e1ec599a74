import { Money } from '../../kit/parts/money.tsx';
import { useCouponText } from '../texts/coupon.ts';
import { useCheckoutText } from '../texts/checkout.ts';

/** Goods, coupon and delivery, each on its line. */
export function SumRows({
  goodsFen,
  feeFen,
  discountFen,
}: {
  goodsFen: bigint;
  feeFen: string;
  discountFen: bigint;
}) {
  const C = useCouponText();
  const T = useCheckoutText();
  return (
    <dl>
      <SumRow name={T.goods} fen={goodsFen} />
      {discountFen > 0n && <SumRow name={C.discount} fen={-discountFen} />}
      <SumRow name={T.deliveryFee} fen={BigInt(feeFen)} />
    </dl>
  );
}

function SumRow({ name, fen }: { name: string; fen: bigint }) {
  return (
    <div className="flex items-baseline justify-between py-[5px]">
      <dt>{name}</dt>
      <dd>
        <Money fen={fen} className="text-lg" />
      </dd>
    </div>
  );
}
