import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { poolFailed, poolProgressed } from '../facts.ts';
import { failedText, type FailedReason } from '../rules/event-text.ts';
import { refundAllPaid, releaseAllHeld } from '../store/commitments.ts';
import { failPools } from '../store/end-pools.ts';
import { insertEvents } from '../store/events.ts';

interface FailingPool {
  readonly poolId: string;
  readonly paidQuantity: number;
  readonly reason: FailedReason;
}

/** Ends locked pools without goods: nobody is served, whoever paid is refunded by those who hear of it. */
export async function failPoolsAndRefund(tx: Tx, pools: readonly FailingPool[]): Promise<void> {
  if (pools.length === 0) return;
  const poolIds = pools.map((pool) => pool.poolId);
  await releaseAllHeld(tx, poolIds);
  await refundAllPaid(tx, poolIds);
  await failPools(tx, pools);
  await insertEvents(
    tx,
    pools.map(({ poolId, paidQuantity, reason }) => ({
      poolId,
      kind: 'failed',
      text: failedText(reason),
      paidQuantity,
    })),
  );
  await announce(
    tx,
    pools.flatMap(({ poolId, reason }) => [poolFailed(poolId, reason), poolProgressed(poolId)]),
  );
}
