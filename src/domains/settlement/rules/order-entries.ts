import { discountOfPieces } from '../../../kernel/coupon.ts';
import { applyBps, formatYuan, type Fen } from '../../../kernel/money.ts';
import { split } from '../../../kernel/split.ts';
import {
  balanced,
  fund,
  leg,
  platform,
  provider,
  shoppers,
  type EntryDraft,
  type Party,
  type PostingDraft,
} from './entry.ts';

/** Money came in for a checkout: the provider holds it, shoppers have it coming as goods. */
export function paidEntry(order: {
  orderGroupId: string;
  number: string;
  totalFen: Fen;
  ruleVersion: number;
  late: boolean;
  /** Who was on air in the sessions of it when it was placed: a substitute earns what is ordered from them. */
  hosts: ReadonlyMap<string, string>;
}): EntryDraft | null {
  return balanced({
    ...base(order),
    kind: 'order-paid',
    sourceType: 'order',
    sourceId: order.orderGroupId,
    rule: '',
    evidence: {
      late: order.late ? 'yes' : 'no',
      ...Object.fromEntries([...order.hosts].map(([sessionId, memberId]) => [`host ${sessionId}`, memberId])),
    },
    memo: `街坊付款 ${formatYuan(order.totalFen)}${order.late ? '（超时后到账）' : ''}`,
    postings: [
      leg('clearing', provider, 'paid-in', -order.totalFen),
      leg('clearing', shoppers, 'paid-in', order.totalFen),
    ],
  });
}

/** Money goes back before the goods were handed over: nobody had earned anything of it yet. */
export function refundEntry(refund: {
  refundId: string;
  orderGroupId: string;
  number: string;
  ruleVersion: number;
  amountFen: Fen;
  reason: string;
  reasonName: string;
}): EntryDraft | null {
  return balanced({
    ...base(refund),
    kind: 'refund',
    sourceType: 'refund',
    sourceId: refund.refundId,
    rule: '',
    evidence: { reason: refund.reason },
    memo: `退款 ${formatYuan(refund.amountFen)}（${refund.reasonName}）`,
    postings: [
      leg('clearing', shoppers, 'refund', -refund.amountFen),
      leg('clearing', provider, 'refund', refund.amountFen),
    ],
  });
}

/** Refunds that are claims: posted when they are decided, against whoever bears them. */
export const claimReasons: ReadonlySet<string> = new Set(['bad-fruit', 'damaged', 'wrong-item']);

/** What an entry takes of the rule book. */
export interface ShareRules {
  readonly roomShareBps: number;
  readonly hostShareBps: number;
  readonly serviceFeeBps: number;
}

/** A discount as it stands when the goods are handed over. */
export interface GivenCoupon {
  readonly title: string;
  readonly discountFen: Fen;
  /** Their weights sum to 10 000. */
  readonly bearers: readonly {
    readonly kind: 'shop' | 'fund';
    readonly id: string | null;
    readonly weightBps: number;
  }[];
}

/**
 * The part of a line's discount that its handed-over goods carry: pieces that did not come and grams that were missing
 * take their part with them. Rounded down.
 *
 * @param lightFen refunded because the goods weighed less than they were sold for
 */
export function givenDiscountFen(line: {
  readonly discountFen: Fen;
  readonly amountFen: Fen;
  readonly quantity: number;
  readonly servedQuantity: number;
  readonly lightFen: Fen;
}): Fen {
  const ofPiecesFen = discountOfPieces(line.discountFen, line.servedQuantity, line.quantity);
  if (line.amountFen === 0n) return ofPiecesFen;
  return (ofPiecesFen * (line.amountFen - line.lightFen)) / line.amountFen;
}

export interface DoneLine {
  readonly orderLineId: string;
  readonly orderGroupId: string;
  readonly shopOrderId: string;
  readonly number: string;
  readonly title: string;
  readonly sellerShopId: string;
  /** The shop whose room it was sold in, null outside a room. */
  readonly roomShopId: string | null;
  readonly hostMemberId: string | null;
  readonly quantity: number;
  readonly unitPriceFen: Fen;
  /** Paid minus everything refunded so far. */
  readonly netFen: Fen;
  /** What a coupon took off the goods handed over, and who bears it; null without one. */
  readonly coupon: GivenCoupon | null;
  readonly commissionRule: string;
  readonly commissionBps: number;
  readonly ruleVersion: number;
}

/**
 * Goods handed over: the seller has earned the net amount, and the shares the rule book takes from it are due. Shares
 * are taken only now, so that whatever was refunded on the way never carried one.
 */
export function doneEntry(line: DoneLine, rules: ShareRules): EntryDraft | null {
  const seller: Party = { kind: 'shop', id: line.sellerShopId };
  const clean = line.netFen === line.unitPriceFen * BigInt(line.quantity);
  return balanced({
    ...base(line),
    kind: 'line-done',
    sourceType: 'order-line',
    sourceId: line.orderLineId,
    rule: line.commissionRule,
    evidence: {
      commissionBps: line.commissionBps,
      roomShareBps: rules.roomShareBps,
      hostShareBps: rules.hostShareBps,
      serviceFeeBps: rules.serviceFeeBps,
    },
    memo: `${line.title} 交付，实收 ${formatYuan(line.netFen)}`,
    postings: [
      leg('clearing', shoppers, 'goods', -line.netFen, line.quantity),
      leg('earnings', seller, 'goods', line.netFen, line.quantity, clean ? line.unitPriceFen : null),
      ...sharesOf(line, line.netFen, rules),
    ],
  });
}

/**
 * A coupon is settled with the goods: whoever bears it makes up to the seller what it took off them, split by largest
 * remainder. The seller itself may be a bearer; both sides are posted, so that its statement shows what it gave away.
 */
export function couponEntry(line: DoneLine): EntryDraft | null {
  if (line.coupon === null) return null;
  const { title, discountFen, bearers } = line.coupon;
  const keyOf = ({ kind, id }: Party) => `${kind} ${id ?? ''}`;
  const parts = split(
    discountFen,
    bearers.map((bearer) => ({ key: keyOf(bearer), weight: BigInt(bearer.weightBps) })),
  );
  return balanced({
    ...base(line),
    kind: 'coupon-given',
    sourceType: 'order-line',
    sourceId: line.orderLineId,
    rule: '优惠券分担',
    evidence: Object.fromEntries(bearers.map((bearer) => [`bearer ${keyOf(bearer)}`, bearer.weightBps])),
    memo: `${line.title} 用券「${title}」优惠 ${formatYuan(discountFen)}`,
    postings: [
      ...bearers.map(({ kind, id }) =>
        leg('earnings', { kind, id }, 'coupon-borne', -parts.get(keyOf({ kind, id }))!),
      ),
      leg('earnings', { kind: 'shop', id: line.sellerShopId }, 'coupon-made-up', discountFen),
    ],
  });
}

/** Commission, service fee, room and host shares of an amount: each leaves the seller and reaches its party. */
export function sharesOf(
  line: Omit<DoneLine, 'netFen' | 'coupon'>,
  amountFen: Fen,
  rules: ShareRules,
): PostingDraft[] {
  const seller: Party = { kind: 'shop', id: line.sellerShopId };
  const pair = (item: string, party: Party, rateBps: number) => {
    const shareFen = applyBps(amountFen, rateBps);
    return [
      leg('earnings', seller, `${item}-paid`, -shareFen),
      leg('earnings', party, `${item}-earned`, shareFen),
    ];
  };
  const otherRoom = line.roomShopId !== null && line.roomShopId !== line.sellerShopId;
  return [
    ...pair('commission', fund, line.commissionBps),
    ...pair('service-fee', platform, rules.serviceFeeBps),
    ...(otherRoom ? pair('room-share', { kind: 'shop', id: line.roomShopId }, rules.roomShareBps) : []),
    ...(line.hostMemberId
      ? pair('host-share', { kind: 'host', id: line.hostMemberId }, rules.hostShareBps)
      : []),
  ];
}

/** What the shares of an amount take from the seller. */
export function sharesPaidFen(
  line: Omit<DoneLine, 'netFen' | 'coupon'>,
  amountFen: Fen,
  rules: ShareRules,
): Fen {
  const kept = sharesOf(line, amountFen, rules).filter((posting) => posting.item.endsWith('-paid'));
  return kept.reduce((sum, posting) => sum - posting.amountFen, 0n);
}

/**
 * A claim after the goods were handed over: the provider pays the shopper, the liable party bears it. When that is the
 * seller, its sale shrinks and the shares of the refunded part come back; any other party pays and the sale stands.
 */
export function claimEntry(
  claim: {
    claimId: string;
    amountFen: Fen;
    netBeforeFen: Fen;
    reason: string;
    reasonName: string;
    liable: Party;
    rule: string;
  },
  line: Omit<DoneLine, 'netFen' | 'coupon'>,
  rules: ShareRules,
): EntryDraft | null {
  const sellerBears = claim.liable.kind === 'shop' && claim.liable.id === line.sellerShopId;
  const back = sellerBears ? reversedShares(line, claim.netBeforeFen, claim.amountFen, rules) : [];
  const account = claim.liable.kind === 'supplier' ? 'payable' : 'earnings';
  return balanced({
    ...base(line),
    kind: 'claim',
    sourceType: 'claim',
    sourceId: claim.claimId,
    rule: claim.rule,
    evidence: { reason: claim.reason, liable: claim.liable.kind },
    memo: `${line.title} 售后退款 ${formatYuan(claim.amountFen)}（${claim.reasonName}）`,
    postings: [
      leg('clearing', provider, 'claim', claim.amountFen),
      leg(account, claim.liable, 'claim', -claim.amountFen),
      ...back,
    ],
  });
}

/** Shares are rounded per amount, so what comes back is the difference of the shares before and after. */
function reversedShares(
  line: Omit<DoneLine, 'netFen' | 'coupon'>,
  netBeforeFen: Fen,
  amountFen: Fen,
  rules: ShareRules,
): PostingDraft[] {
  const before = sharesOf(line, netBeforeFen, rules);
  const after = sharesOf(line, netBeforeFen - amountFen, rules);
  return before.map((posting, i) => ({ ...posting, amountFen: after[i]!.amountFen - posting.amountFen }));
}

/**
 * The shopper's delivery fee, one per checkout, is earned when the first parcel of it is handed over: from then on it is
 * kept, whatever becomes of the rest. Couriers are paid out of it.
 */
export function deliveryFeeEntry(order: {
  orderGroupId: string;
  number: string;
  feeFen: Fen;
  ruleVersion: number;
}): EntryDraft | null {
  return balanced({
    ...base(order),
    kind: 'delivery-fee',
    sourceType: 'order',
    sourceId: order.orderGroupId,
    rule: '配送费',
    evidence: {},
    memo: `配送费 ${formatYuan(order.feeFen)}`,
    postings: [
      leg('clearing', shoppers, 'delivery-fee', -order.feeFen),
      leg('delivery', fund, 'delivery-fee', order.feeFen, 1, order.feeFen),
    ],
  });
}

function base(order: { orderGroupId: string; number: string; ruleVersion: number; shopOrderId?: string }) {
  return {
    orderGroupId: order.orderGroupId,
    shopOrderId: order.shopOrderId ?? null,
    orderNumber: order.number,
    ruleVersion: order.ruleVersion,
  };
}
