import { Circle, CircleCheck, CircleDashed } from 'lucide-react';
import { Icon } from '../../../kit/parts/icon.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import type { PoolDetail } from '../../parts/use-live-pools.ts';
import { usePoolText } from '../../texts/pools.ts';

/** The tiers: reached, the one being climbed, and those beyond. */
export function PoolLadder({ pool: { progress } }: { pool: PoolDetail }) {
  const T = usePoolText();
  const { paidQuantity, threshold, tiers } = progress;
  const next = tiers.find((tier) => tier.minQuantity > paidQuantity);
  return (
    <ol className="pool-ladder">
      {tiers.map((tier, index) => {
        const isReached = paidQuantity >= tier.minQuantity;
        const isNext = tier === next;
        const forms = index === 0 && tier.minQuantity >= threshold;
        return (
          <li key={tier.minQuantity} className={isReached ? 'pool-rung-on' : isNext ? 'pool-rung-next' : ''}>
            <Icon as={isReached ? CircleCheck : isNext ? CircleDashed : Circle} size={16} />
            <span>
              {forms ? T.rungForms(tier.minQuantity) : T.rung(tier.minQuantity)}
              {isNext && <small> {T.gapShort(tier.minQuantity - paidQuantity)}</small>}
            </span>
            <Money fen={tier.retailFen} />
          </li>
        );
      })}
    </ol>
  );
}
