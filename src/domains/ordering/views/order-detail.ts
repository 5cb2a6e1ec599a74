import type { Output } from '../../../../contract/endpoint.ts';
import type { ordering } from '../../../../contract/ordering.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { isOperator } from '../../../kernel/actor.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { refundReasonName } from '../rules/state-names.ts';
import { formatYuan } from '../../../kernel/money.ts';
import { findEvents } from '../store/events.ts';
import { findRefunds, type RefundRow } from '../store/refunds.ts';
import { describeGroups, type GroupBrief } from './describe-orders.ts';
import type { ReadExtras } from './extras.ts';
import { describeShopOrders } from './order-lines.ts';

type OrderDetail = Output<typeof ordering.getMyOrder>;
type StaffOrderDetail = Output<typeof ordering.getOrder>;

/** An order of the person asking, or `not-found`. */
export async function getMyOrder(
  db: Reader,
  { orderGroupId }: { readonly orderGroupId: string },
  readExtras: ReadExtras,
): Promise<OrderDetail> {
  const group = (await describeGroups(db, [orderGroupId])).get(orderGroupId);
  if (!group || group.memberId !== db.actor?.memberId) throw new Refusal('not-found', {}, 'orderGroupId');
  return detailOf(db, group, readExtras);
}

/** An order as the operator sees it, or a shop the part it sells; `not-found` when that is none of it. */
export async function getOrder(
  db: Reader,
  { orderGroupId }: { readonly orderGroupId: string },
  readExtras: ReadExtras,
): Promise<StaffOrderDetail> {
  const group = (await describeGroups(db, [orderGroupId])).get(orderGroupId);
  if (!group) throw new Refusal('not-found', {}, 'orderGroupId');
  const detail = await detailOf(db, group, readExtras);
  const mine = isOperator(db.actor)
    ? detail.shopOrders
    : detail.shopOrders.filter(({ sellerShopId }) => db.actor?.shopIds.has(sellerShopId));
  if (mine.length === 0) throw new Refusal('not-found', {}, 'orderGroupId');
  return {
    ...detail,
    shopOrders: mine,
    buyerName: group.buyerName,
    buyerPhone: maskPhone(group.buyerPhone),
  };
}

async function detailOf(db: Reader, group: GroupBrief, readExtras: ReadExtras): Promise<OrderDetail> {
  const { orderGroupId, number, state, placedAt, payBy, paidAt, totalFen } = group;
  const shopOrders = (await describeShopOrders(db, [orderGroupId], readExtras)).get(orderGroupId) ?? [];
  const refunds = await findRefunds(db, [orderGroupId]);
  return {
    orderGroupId,
    number,
    state,
    placedAt,
    payBy,
    paidAt,
    totalFen,
    refundedFen: refunds.reduce((sum, { amountFen }) => sum + amountFen, 0n),
    shopOrders,
    timeline: await timelineOf(db, group, refunds),
    refunds: refunds.map(({ refundId, requestedAt, amountFen, reason, state: refundState }) => ({
      refundId,
      at: requestedAt,
      amountFen,
      reason: refundReasonName(reason),
      state: refundState,
    })),
    serverNow: db.now,
  };
}

/** Newest first: what is known from the order itself, what fulfilment told, and every refund. */
async function timelineOf(
  db: Reader,
  group: GroupBrief,
  refunds: readonly RefundRow[],
): Promise<OrderDetail['timeline']> {
  const told = await findEvents(db, [group.orderGroupId]);
  const ending =
    group.state === 'closed' ? [{ at: group.payBy, kind: 'closed', text: '超时未付款，订单已关闭' }] : [];
  return [
    { at: group.placedAt, kind: 'placed', text: '已下单，货已为你留好' },
    ...(group.paidAt ? [{ at: group.paidAt, kind: 'paid', text: '付款成功' }] : ending),
    ...told.map(({ at, kind, text }) => ({ at, kind, text })),
    ...refunds.map(({ requestedAt, amountFen, reason }) => ({
      at: requestedAt,
      kind: 'refund',
      text: `退款 ${formatYuan(amountFen)}（${refundReasonName(reason)}）`,
    })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
