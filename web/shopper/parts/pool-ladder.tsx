import { Card } from '../../kit/parts/card.tsx';
import { Money } from '../../kit/parts/money.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { Tag } from '../../kit/parts/tag.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { useGoodsText } from '../texts/goods.ts';
import { usePoolText } from '../texts/pool.ts';
import type { Progress } from './answers.ts';
import { poolWords, tierQuantities } from './pool-state.ts';

/** The bar, the words, and every tier with what it costs and whether it is reached. */
export function PoolLadder({ progress }: { progress: Progress }) {
  const T = usePoolText();
  const G = useGoodsText();
  const { moment } = useFormat();
  const { paidQuantity, heldQuantity, tierIndex, priceFen } = progress;
  return (
    <Card as="section" className="grid gap-2">
      <PoolBar
        have={paidQuantity}
        tiers={tierQuantities(progress)}
        size={9}
        isFailed={progress.state === 'failed'}
      >
        <span>{T.have(paidQuantity)}</span>
        {heldQuantity > 0 && <span className="text-ink-3">{T.held(heldQuantity)}</span>}
      </PoolBar>
      <p>
        <Say text={poolWords(progress, T, moment(progress.cutOffAt))} tone="hot" />
      </p>
      {priceFen !== null && (
        <>
          <h2 className="lb-unseen">{G.ladder}</h2>
          <ul className="grid text-sm">
            {progress.tiers.map((tier, level) => (
              <li
                key={tier.minQuantity}
                className="flex items-center justify-between min-h-[36px] border-t border-line-2"
              >
                <span>{G.tierFrom(tier.minQuantity)}</span>
                <span className="flex items-center gap-2">
                  {level <= tierIndex && <Tag tone="ok">{G.reached}</Tag>}
                  <Money
                    fen={tier.retailFen}
                    className={level === Math.max(0, tierIndex) ? 'text-kaki-700' : ''}
                  />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
