import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { describeLines, refundReasonName } from '../../ordering/index.ts';
import { currentRules, rulesOfVersion } from '../../rulebook/index.ts';
import { boughtCosts, describePools } from '../../supply/index.ts';
import type { Party } from '../rules/entry.ts';
import { claimEntry, sharesPaidFen } from '../rules/order-entries.ts';
import { courierEntry, goodsCost, onBehalfEntry, pickupHandlingEntry } from '../rules/service-entries.ts';
import { doneLines, rulesOf } from './post-order.ts';
import { postEntries } from './post-entries.ts';

export interface OnBehalfService {
  readonly allocationId: string;
  readonly orderLineId: string;
  readonly orderGroupId: string;
  readonly shopOrderId: string;
  readonly orderNumber: string;
  readonly title: string;
  readonly quantity: number;
  readonly feeFen: Fen;
  /** At the wholesale price of that day, null where it is unknown. */
  readonly goodsCostFen: Fen | null;
  readonly sellerShopId: string;
  /** Null: the hub. */
  readonly fulfillerShopId: string | null;
  readonly ruleVersion: number;
}

/** Other shops served lines of a seller: fees, and the goods they gave from their own shelves. */
export async function postOnBehalf(tx: Tx, rows: readonly OnBehalfService[]): Promise<void> {
  const lines = await describeLines(
    tx,
    rows.map((row) => row.orderLineId),
  );
  const briefs = [...lines.values()];
  const costs = await boughtCosts(tx, [...new Set(briefs.map((line) => line.variantId))]);
  const done = new Map((await doneLines(tx, briefs)).map((line) => [line.orderLineId, line]));
  const books = await rulesOf(
    tx,
    briefs.map((line) => line.ruleVersion),
  );
  await postEntries(
    tx,
    rows.map((row) => {
      const { poolId, variantId, ruleVersion } = lines.get(row.orderLineId)!;
      const line = done.get(row.orderLineId)!;
      const boughtFen = costs.get(variantId);
      const goods = goodsCost({
        isPooled: poolId !== null,
        byHub: row.fulfillerShopId === null,
        boughtFen: boughtFen === undefined ? null : boughtFen * BigInt(row.quantity),
        wholesaleFen: row.goodsCostFen,
        saleFen: line.netFen + (line.coupon?.discountFen ?? 0n),
        sharesFen: sharesPaidFen(line, line.netFen, books.get(ruleVersion)!),
        feeFen: row.feeFen,
      });
      const fulfiller: Party =
        row.fulfillerShopId === null ? { kind: 'hub', id: null } : { kind: 'shop', id: row.fulfillerShopId };
      return onBehalfEntry({ ...row, number: row.orderNumber, pieces: row.quantity, goods, fulfiller });
    }),
  );
}

/** A courier finished a stop. */
export async function postStop(
  tx: Tx,
  stop: {
    stopId: string;
    routeNumber: string;
    name: string;
    metre: number;
    feeFen: Fen;
    courierMemberId: string;
    ruleVersion: number;
  },
): Promise<void> {
  await postEntries(tx, [courierEntry(stop)]);
}

/** A pickup point handed over an order; its own orders earn it nothing more. */
export async function postPickup(
  tx: Tx,
  pickup: {
    shopOrderId: string;
    orderGroupId: string;
    orderNumber: string;
    sellerShopId: string;
    pickupShopId: string;
  },
): Promise<void> {
  const { rules, version } = await currentRules(tx);
  await postEntries(tx, [
    pickupHandlingEntry({
      ...pickup,
      number: pickup.orderNumber,
      feeFen: rules.pickupHandlingFen,
      ruleVersion: version,
    }),
  ]);
}

export interface AcceptedClaim {
  readonly claimId: string;
  readonly orderLineId: string;
  readonly refundFen: Fen;
  readonly reason: string;
  readonly liable: string;
  readonly sellerShopId: string;
  readonly poolId: string | null;
  /** Null: the hub. */
  readonly fulfillerShopId: string | null;
  readonly courierMemberId: string | null;
  readonly ruleVersion: number;
}

/** A claim was accepted: whoever was found liable at its opening bears it. */
export async function postClaim(tx: Tx, claim: AcceptedClaim): Promise<void> {
  const line = (await describeLines(tx, [claim.orderLineId])).get(claim.orderLineId);
  if (!line) throw new Error(`Claimed line ${claim.orderLineId} is not there`);
  const [done] = await doneLines(tx, [line]);
  const rules = await rulesOfVersion(tx, line.ruleVersion);
  await postEntries(tx, [
    claimEntry(
      {
        claimId: claim.claimId,
        amountFen: claim.refundFen,
        netBeforeFen: done!.netFen,
        reason: claim.reason,
        reasonName: refundReasonName(claim.reason),
        liable: await liableParty(tx, claim),
        rule: '售后责任',
      },
      done!,
      rules,
    ),
  ]);
}

/** `liable` names a party that took part: the rule book's word was weighed when the claim was opened. */
async function liableParty(tx: Tx, claim: AcceptedClaim): Promise<Party> {
  const hub: Party = { kind: 'hub', id: null };
  switch (claim.liable) {
    case 'fund':
      return { kind: 'fund', id: null };
    case 'hub':
      return hub;
    case 'courier':
      return { kind: 'courier', id: claim.courierMemberId! };
    case 'fulfiller':
      return claim.fulfillerShopId === null ? hub : { kind: 'shop', id: claim.fulfillerShopId };
    case 'supplier': {
      const pool = (await describePools(tx, [claim.poolId!])).get(claim.poolId!);
      if (!pool) throw new Error(`Pool ${claim.poolId} of claim ${claim.claimId} is not there`);
      return { kind: 'supplier', id: pool.supplierId };
    }
    default:
      return { kind: 'shop', id: claim.sellerShopId };
  }
}
