import type { Reader } from '../../../engines/db/tx.ts';
import { describeLines, type OrderExtras } from '../../ordering/index.ts';
import { currentRules } from '../../rulebook/index.ts';
import { listLocations } from '../../stock/index.ts';
import { isClaimable } from '../rules/claimable.ts';
import { allocationsOfLines } from '../store/allocations.ts';
import { claimsOfLines } from '../store/claims.ts';
import { ticketsOfOrders } from '../store/tickets.ts';
import { deliveredLine } from './delivered-line.ts';

/** What order pages show beside each line: who sends it, whether it can be claimed, its claim; and pickup codes. */
export async function readOrderExtras(
  db: Reader,
  keys: { readonly orderLineIds: readonly string[]; readonly shopOrderIds: readonly string[] },
): Promise<OrderExtras> {
  if (keys.orderLineIds.length === 0) return { lines: new Map(), pickupCodes: new Map() };
  const places = new Map((await listLocations(db)).map(({ locationId, name }) => [locationId, name]));
  const served = new Map(
    (await allocationsOfLines(db, keys.orderLineIds)).map((one) => [one.orderLineId, one]),
  );
  const claims = new Map((await claimsOfLines(db, keys.orderLineIds)).map((one) => [one.orderLineId, one]));
  const lines = await describeLines(db, keys.orderLineIds);
  const { rules } = await currentRules(db);
  const extras = keys.orderLineIds.map((orderLineId) => {
    const line = lines.get(orderLineId);
    const claim = claims.get(orderLineId);
    const isOpenToClaims = !claim || claim.state === 'refused';
    return [
      orderLineId,
      {
        fulfillerName: places.get(served.get(orderLineId)?.locationId ?? '') ?? null,
        canClaim:
          line !== undefined &&
          isOpenToClaims &&
          isClaimable(deliveredLine(line), rules.claimWindowHours, db.now),
        claim: claim ? { claimId: claim.claimId, state: claim.state, refundFen: claim.refundFen } : null,
      },
    ] as const;
  });
  const tickets = await ticketsOfOrders(db, keys.shopOrderIds);
  return {
    lines: new Map(extras),
    pickupCodes: new Map(tickets.map(({ shopOrderId, code }) => [shopOrderId, code])),
  };
}
