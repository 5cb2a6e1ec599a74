import type { Tx } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import type { Fen } from '../../../kernel/money.ts';
import { split } from '../../../kernel/split.ts';
import { commissionFor, type Rules } from '../../rulebook/index.ts';
import type { Offer, Terms } from '../rules/offer-now.ts';
import type { Fulfil, NewGroup, NewLine, NewShopOrder } from '../tables.ts';
import type { Credit } from './find-credits.ts';
import type { OrderRequest } from './order-request.ts';

export interface AcceptedOrder {
  readonly request: OrderRequest;
  /** One offer and one credit per line. */
  readonly lines: readonly Offer[];
  readonly credits: readonly Credit[];
  readonly fulfil: Fulfil;
  /** What the coupon of the request takes off each line; empty without one. */
  readonly discounts: readonly Fen[];
}

export interface OrderContext {
  readonly rules: Rules;
  readonly version: number;
  readonly terms: Terms;
}

/** An accepted order as the rows that will be written. */
export interface Drawn {
  readonly request: OrderRequest;
  readonly group: NewGroup;
  readonly shopOrders: readonly NewShopOrder[];
  readonly lines: readonly NewLine[];
}

/** A payment needs at least this long, also right before a pool's cut-off; what is paid too late is refunded. */
const payAtLeastSeconds = 60;

/** One order group, one shop order per seller, and the lines with price, credits and commission frozen. */
export function drawUp(tx: Tx, order: AcceptedOrder, { rules, terms }: OrderContext): Drawn {
  const { request, fulfil } = order;
  const orderGroupId = tx.newId();
  const sellers = [...new Set(order.lines.map(({ sellerShopId }) => sellerShopId))];
  const shopOrderIds = new Map(sellers.map((seller) => [seller, tx.newId()]));
  const lines = order.lines.map((_, at) => drawLine(tx, order, at, { orderGroupId, shopOrderIds, rules }));
  const deliveryFeeFen = fulfil.kind === 'delivery' ? rules.delivery.shopperFeeFen : 0n;
  const group: NewGroup = {
    orderGroupId,
    memberId: request.memberId,
    idempotencyKey: request.idempotencyKey,
    inputHash: request.inputHash,
    totalFen: sum(lines.map(({ amountFen }) => amountFen)) + deliveryFeeFen,
    deliveryFeeFen,
    pieceCount: lines.reduce((count, { quantity }) => count + quantity, 0),
    payBy: payBy(tx.now, order.lines, rules, terms),
  };
  return { request, group, lines, shopOrders: drawShopOrders(group, shopOrderIds, lines, fulfil) };
}

function drawLine(
  tx: Tx,
  { request, lines, credits, discounts }: AcceptedOrder,
  at: number,
  within: {
    readonly orderGroupId: string;
    readonly shopOrderIds: ReadonlyMap<string, string>;
    readonly rules: Rules;
  },
): NewLine {
  const { item, sellerShopId, priceFen, ...offer } = lines[at]!;
  const { quantity } = request.lines[at]!;
  const discountFen = discounts[at] ?? 0n;
  const commission = commissionFor(within.rules, { shopId: sellerShopId, categoryCode: item.categoryCode });
  return {
    orderLineId: tx.newId(),
    orderGroupId: within.orderGroupId,
    shopOrderId: within.shopOrderIds.get(sellerShopId)!,
    memberId: request.memberId,
    variantId: item.variantId,
    poolId: offer.poolId,
    locationId: offer.locationId,
    sellerShopId,
    sessionId: offer.sessionId,
    roomShopId: offer.roomShopId,
    sharerMemberId: credits[at]!.sharerMemberId,
    title: item.name,
    spec: item.spec,
    quantity,
    unitPriceFen: priceFen,
    amountFen: priceFen * BigInt(quantity) - discountFen,
    discountFen,
    couponId: discountFen > 0n ? request.couponId! : null,
    flashRound: offer.flash?.round ?? null,
    commissionRule: commission.ruleId,
    commissionBps: commission.rateBps,
  };
}

/** One delivery fee per checkout, carried by its shop orders in proportion to their goods. */
function drawShopOrders(
  { orderGroupId, deliveryFeeFen }: NewGroup,
  shopOrderIds: ReadonlyMap<string, string>,
  lines: readonly NewLine[],
  fulfil: Fulfil,
): NewShopOrder[] {
  const goods = [...shopOrderIds].map(([sellerShopId, shopOrderId], at) => ({
    shopOrderId,
    orderGroupId,
    position: at + 1,
    sellerShopId,
    fulfil,
    goodsFen: sum(lines.flatMap((line) => (line.sellerShopId === sellerShopId ? [line.amountFen] : []))),
  }));
  // The extra fen lets free goods carry a fee too.
  const fees = split(
    deliveryFeeFen,
    goods.map(({ sellerShopId, goodsFen }) => ({ key: sellerShopId, weight: goodsFen + 1n })),
  );
  return goods.map((order) => ({ ...order, deliveryFeeFen: fees.get(order.sellerShopId)! }));
}

function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, amountFen) => total + amountFen, 0n);
}

/** The rule book's hold, but not beyond the cut-off of a pool in the order: only what is paid by then counts. */
function payBy(now: Date, offers: readonly Offer[], rules: Rules, terms: Terms): Date {
  const cutOffs = offers.flatMap(({ poolId }) => (poolId ? [terms.pools.get(poolId)!.cutOffAt] : []));
  const latest = Math.min(
    addSeconds(now, rules.holdSeconds).getTime(),
    ...cutOffs.map((cutOff) => cutOff.getTime()),
  );
  return new Date(Math.max(latest, addSeconds(now, payAtLeastSeconds).getTime()));
}
