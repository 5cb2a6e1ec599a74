import { readyPoolLines, refundFailedPool, settlePoolPrices } from '../../domains/ordering/index.ts';
import type { RelayedFact } from '../../engines/db/outbox.ts';
import type { Tx } from '../../engines/db/tx.ts';
import type { Subscriber } from '../subscriber.ts';

/** What a pool's fate means for the orders in it. Facts of one pool come in order: prices are settled before goods are ready. */
function onPool(name: string, kind: string, act: (tx: Tx, poolId: string) => Promise<void>): Subscriber {
  return {
    name,
    kinds: [kind],
    handle: (tx, { payload }: RelayedFact) => act(tx, String(payload['poolId'])),
  };
}

export const orderingSubscribers: readonly Subscriber[] = [
  onPool('ordering-pool-failed', 'pool-failed', refundFailedPool),
  onPool('ordering-pool-closed', 'pool-closed', settlePoolPrices),
  onPool('ordering-goods-received', 'goods-received', readyPoolLines),
];
