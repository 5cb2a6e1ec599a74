import { announce } from '../../../engines/db/outbox.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { poolProgressed } from '../facts.ts';
import { openDuePools } from '../store/open-pools.ts';
import { lockDuePools } from '../store/pools.ts';
import { cutOffPools } from './cut-off-pools.ts';

/** Pools taken in one transaction; what is over waits for the next tick. */
const poolsPerTick = 50;

/**
 * Opens pools whose hour has come and cuts off those whose time is over. Called every few seconds; pools under
 * somebody's lock are left to the next call.
 *
 * @returns how many pools were cut off (closed, failed or prolonged)
 */
export async function closeDuePools(tx: Tx): Promise<number> {
  const opened = await openDuePools(tx, poolsPerTick);
  await announce(
    tx,
    opened.map((poolId) => poolProgressed(poolId)),
  );
  const due = await lockDuePools(tx, poolsPerTick);
  await cutOffPools(tx, due, true);
  return due.length;
}
