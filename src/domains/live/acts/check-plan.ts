import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { describeItems, findListings } from '../../catalog/index.ts';
import { findPerson } from '../../membership/index.ts';
import { describePools, type PoolBrief } from '../../supply/index.ts';
import { checkLineUp, type Candidate } from '../rules/check-line-up.ts';
import { checkTimes, shanghaiMinute } from '../rules/session-times.ts';
import type { NewSessionItem } from '../store/session-items.ts';
import { findClash, lockHost, type SessionPlan } from '../store/sessions.ts';

/** Refuses a plan whose times are unsound, whose host is no host, or whose host has another session then. */
export async function checkPlan(tx: Tx, plan: SessionPlan): Promise<void> {
  checkTimes(plan.startsAt, plan.plannedEndAt);
  const host = await findPerson(tx, plan.hostMemberId);
  refuseUnless(
    host?.grants.some(({ role }) => role === 'host'),
    'not-found',
    {},
    'hostMemberId',
  );
  await lockHost(tx, plan.hostMemberId);
  const clash = await findClash(tx, plan);
  if (clash) throw new Refusal('host-busy', { startsAt: shanghaiMinute(clash) }, 'startsAt');
}

const runningStates: ReadonlySet<string> = new Set(['scheduled', 'open', 'formed']);

/** Refuses items that may not be shown, with the field at fault. */
export async function checkItems(
  tx: Tx,
  hostShopId: string,
  startsAt: Date,
  items: readonly Pick<NewSessionItem, 'variantId' | 'poolId' | 'flashPriceFen'>[],
): Promise<void> {
  const variantIds = items.map(({ variantId }) => variantId);
  const known = await describeItems(tx, variantIds);
  const pools = await describePools(
    tx,
    items.flatMap(({ poolId }) => poolId ?? []),
  );
  const listings = await findListings(
    tx,
    variantIds.map((variantId) => ({ shopId: hostShopId, variantId })),
  );
  const candidates = items.map(({ variantId, poolId, flashPriceFen }, at): Candidate => {
    const item = known.get(variantId);
    if (!item) throw new Refusal('not-found', {}, `items.${at}.variantId`);
    const pool = poolId === null ? undefined : pools.get(poolId);
    return {
      title: item.name,
      variantId,
      isRegulated: item.isRegulated,
      flashPriceFen,
      isListed: listings.get(`${hostShopId}:${variantId}`)?.status === 'on',
      pool: poolId === null ? null : toCandidatePool(pool, variantId),
    };
  });
  checkLineUp(candidates, startsAt);
}

function toCandidatePool(pool: PoolBrief | undefined, variantId: string): Candidate['pool'] {
  return {
    isUnknown: pool?.variantId !== variantId,
    isRunning: pool !== undefined && runningStates.has(pool.progress.state),
    cutOffAt: pool?.cutOffAt ?? new Date(0),
    mode: pool?.mode ?? 'agency',
  };
}
