import { Card } from '../../kit/parts/card.tsx';
import { PoolBar } from '../../kit/parts/pool-bar.tsx';
import { Say } from '../../kit/parts/say.tsx';
import { usePayText } from '../texts/pay.ts';
import { usePoolText } from '../texts/pool.ts';
import type { Order, OrderLine } from './answers.ts';
import { haveWords, tierQuantities } from './pool-state.ts';
import { useLivePool } from './use-live-pools.ts';

/** The pools just joined: their own pieces are in the bar already. */
export function PaidPools({ order }: { order: Order }) {
  const T = usePayText();
  const lines = order.shopOrders
    .flatMap((shopOrder) => shopOrder.lines)
    .filter((line) => line.progress !== null);
  if (lines.length === 0) return null;
  return (
    <Card as="section" className="grid gap-3">
      <h2 className="text-lg">{T.poolsMove}</h2>
      {lines.map((line) => (
        <PaidPool key={line.orderLineId} line={line} />
      ))}
    </Card>
  );
}

function PaidPool({ line }: { line: OrderLine }) {
  const T = usePoolText();
  const progress = useLivePool(line.poolId, line.progress);
  if (progress === null) return null;
  return (
    <div className="grid gap-2">
      <h3>{line.title}</h3>
      <PoolBar have={progress.paidQuantity} tiers={tierQuantities(progress)} />
      <p className="text-sm text-ink-2">
        <Say text={haveWords(progress, T)} tone="hot" />
      </p>
    </div>
  );
}
