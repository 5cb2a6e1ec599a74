import type { Tx } from '../../../engines/db/tx.ts';
import type { Fen } from '../../../kernel/money.ts';
import { hostsOnAir } from '../../live/index.ts';
import {
  describeGroups,
  describeLines,
  refundReasonName,
  refundSums,
  type LineBrief,
} from '../../ordering/index.ts';
import { couponBearers } from '../../marketing/index.ts';
import { rulesOfVersion, type Rules } from '../../rulebook/index.ts';
import {
  claimReasons,
  couponEntry,
  deliveryFeeEntry,
  doneEntry,
  givenDiscountFen,
  paidEntry,
  refundEntry,
  type DoneLine,
} from '../rules/order-entries.ts';
import { rebateEntry } from '../rules/pool-entries.ts';
import { findHosts } from '../store/entries.ts';
import { postEntries } from './post-entries.ts';

/** Money came in for a checkout. Its host share goes to whoever was on air when it was placed. */
export async function postPaid(
  tx: Tx,
  paid: { orderGroupId: string; totalFen: Fen; late: boolean; sessionIds: readonly string[] },
): Promise<void> {
  const group = (await describeGroups(tx, [paid.orderGroupId])).get(paid.orderGroupId);
  if (!group) throw new Error(`Paid order ${paid.orderGroupId} is not there`);
  const hosts = await hostsOnAir(tx, [...new Set(paid.sessionIds)], group.placedAt);
  const { number, ruleVersion } = group;
  await postEntries(tx, [paidEntry({ ...paid, number, ruleVersion, hosts })]);
}

/**
 * Money goes back. Claims are posted when they are decided, because only then it is known who bears them; rebates come
 * out of a pool's saving; everything else comes out of what shoppers have paid for goods not yet handed over.
 */
export async function postRefund(
  tx: Tx,
  refund: { refundId: string; orderGroupId: string; reason: string; amountFen: Fen },
): Promise<void> {
  if (claimReasons.has(refund.reason)) return;
  const group = (await describeGroups(tx, [refund.orderGroupId])).get(refund.orderGroupId);
  if (!group) throw new Error(`Refunded order ${refund.orderGroupId} is not there`);
  const reasonName = refundReasonName(refund.reason);
  const entry = { ...refund, reasonName, number: group.number, ruleVersion: group.ruleVersion };
  await postEntries(tx, [refund.reason === 'saving-rebate' ? rebateEntry(entry) : refundEntry(entry)]);
}

/** Goods were handed over: sellers have earned, and shares are due, by the rule book each order was placed under. */
export async function postDone(tx: Tx, orderLineIds: readonly string[]): Promise<void> {
  const lines = [...(await describeLines(tx, orderLineIds)).values()];
  const done = await doneLines(tx, lines);
  const books = await rulesOf(
    tx,
    lines.map((line) => line.ruleVersion),
  );
  const groups = await describeGroups(tx, [...new Set(lines.map((line) => line.orderGroupId))]);
  const fees = [...groups.values()].map((group) =>
    deliveryFeeEntry({ ...group, feeFen: group.deliveryFeeFen - group.feeRefundedFen }),
  );
  const sales = done.map((line) => doneEntry(line, books.get(line.ruleVersion)!));
  await postEntries(tx, [...sales, ...done.map(couponEntry), ...fees]);
}

/** Lines as settlement sees them, net of every refund that came before the goods were handed over. */
export async function doneLines(tx: Tx, lines: readonly LineBrief[]): Promise<DoneLine[]> {
  const refunds = await refundSums(
    tx,
    lines.map((line) => line.orderLineId),
  );
  const hosts = await findHosts(tx, [...new Set(lines.map((line) => line.orderGroupId))]);
  const coupons = await couponBearers(
    tx,
    lines.flatMap((line) => line.couponId ?? []),
  );
  return lines.map((line) => {
    const coupon = line.couponId === null ? undefined : coupons.get(line.couponId);
    const lightFen = refunds
      .filter((sum) => sum.orderLineId === line.orderLineId && sum.reason === 'weight-difference')
      .reduce((total, sum) => total + sum.amountFen, 0n);
    const before = refunds.filter(
      (sum) =>
        sum.orderLineId === line.orderLineId &&
        !claimReasons.has(sum.reason) &&
        sum.reason !== 'saving-rebate',
    );
    return {
      orderLineId: line.orderLineId,
      orderGroupId: line.orderGroupId,
      shopOrderId: line.shopOrderId,
      number: line.number,
      title: line.title,
      sellerShopId: line.sellerShopId,
      roomShopId: line.roomShopId,
      hostMemberId: hosts.get(`${line.orderGroupId} ${line.sessionId}`) ?? null,
      quantity: line.servedQuantity,
      unitPriceFen: line.unitPriceFen,
      netFen: before.reduce((left, sum) => left - sum.amountFen, line.amountFen),
      coupon: coupon ? { ...coupon, discountFen: givenDiscountFen({ ...line, lightFen }) } : null,
      commissionRule: line.commissionRule,
      commissionBps: line.commissionBps,
      ruleVersion: line.ruleVersion,
    };
  });
}

export async function rulesOf(tx: Tx, versions: readonly number[]): Promise<Map<number, Rules>> {
  const books = new Map<number, Rules>();
  // A handful of versions at most: orders of one fact were placed under one rule book, rarely two.
  for (const version of new Set(versions)) books.set(version, await rulesOfVersion(tx, version));
  return books;
}
