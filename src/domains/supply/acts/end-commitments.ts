import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { poolProgressed } from '../facts.ts';
import { markCancelled, markReleased, type MovedRow } from '../store/commitments.ts';
import { lockPoolsOfLines } from '../store/pools.ts';

/**
 * Lets go of held commitments; others stay as they are. Three statements.
 *
 * @param why kept with the commitment: expired | cancelled
 * @returns the lines that were still held
 */
export async function releaseCommitments(
  tx: Tx,
  orderLineIds: readonly string[],
  why: string,
): Promise<string[]> {
  return endLines(tx, orderLineIds, () => markReleased(tx, orderLineIds, why));
}

/**
 * Takes back paid commitments until their pool is closed. A pool that crossed its threshold keeps its pre-order; the
 * cut-off counts again. Three statements.
 *
 * @returns the lines that were paid and are cancelled now; the caller refunds them
 */
export async function cancelCommitments(tx: Tx, orderLineIds: readonly string[]): Promise<string[]> {
  return endLines(tx, orderLineIds, () => markCancelled(tx, orderLineIds));
}

async function endLines(
  tx: Tx,
  orderLineIds: readonly string[],
  move: () => Promise<MovedRow[]>,
): Promise<string[]> {
  if (orderLineIds.length === 0) return [];
  await lockPoolsOfLines(tx, orderLineIds);
  const rows = await move();
  await announce(
    tx,
    [...new Set(rows.map((row) => row.poolId))].map((poolId) => poolProgressed(poolId)),
  );
  return rows.map((row) => row.orderLineId);
}
