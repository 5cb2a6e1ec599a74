import { Money } from '../../kit/parts/money.tsx';
import { useCheckoutText } from '../texts/checkout.ts';

/** Goods and delivery, each on its line. */
export function SumRows({ goodsFen, feeFen }: { goodsFen: bigint; feeFen: string }) {
  const T = useCheckoutText();
  return (
    <dl>
      <SumRow name={T.goods} fen={goodsFen} />
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
