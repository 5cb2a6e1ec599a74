import { formatYuan, type Fen } from '../../../kernel/money.ts';
import { balanced, fund, leg, type EntryDraft, type Party } from './entry.ts';

/** What the goods given on behalf are settled at, and why. */
export interface GoodsCost {
  readonly basis: 'pool' | 'bought' | 'wholesale' | 'sale';
  readonly costFen: Fen;
}

/**
 * What the seller owes for the pieces another place gave. Goods of a pool the seller has bought already. The hub gets
 * back what it was charged when it took the surplus, a shop the wholesale price; where that is unknown, the other. Where
 * nothing is known the sale passes on: the serving place gets what is left of it after shares and fee, the seller
 * neither gains nor loses.
 */
export function goodsCost(known: {
  readonly isPooled: boolean;
  readonly byHub: boolean;
  readonly boughtFen: Fen | null;
  readonly wholesaleFen: Fen | null;
  readonly saleFen: Fen;
  readonly sharesFen: Fen;
  readonly feeFen: Fen;
}): GoodsCost {
  if (known.isPooled) return { basis: 'pool', costFen: 0n };
  const bought = { basis: 'bought', costFen: known.boughtFen } as const;
  const wholesale = { basis: 'wholesale', costFen: known.wholesaleFen } as const;
  for (const { basis, costFen } of known.byHub ? [bought, wholesale] : [wholesale, bought])
    if (costFen !== null) return { basis, costFen };
  const leftFen = known.saleFen - known.sharesFen - known.feeFen;
  return { basis: 'sale', costFen: leftFen > 0n ? leftFen : 0n };
}

/** Another place served the seller's line: the seller pays the fee the rule book names, and the goods. */
export function onBehalfEntry(service: {
  allocationId: string;
  orderGroupId: string;
  shopOrderId: string;
  number: string;
  title: string;
  pieces: number;
  feeFen: Fen;
  goods: GoodsCost;
  sellerShopId: string;
  fulfiller: Party;
  ruleVersion: number;
}): EntryDraft | null {
  const seller: Party = { kind: 'shop', id: service.sellerShopId };
  const { basis, costFen: goodsFen } = service.goods;
  const pieces = BigInt(service.pieces);
  const unitFen = goodsFen % pieces === 0n ? goodsFen / pieces : null;
  return balanced({
    kind: 'on-behalf',
    sourceType: 'allocation',
    sourceId: service.allocationId,
    orderGroupId: service.orderGroupId,
    shopOrderId: service.shopOrderId,
    orderNumber: service.number,
    rule: '代发费',
    ruleVersion: service.ruleVersion,
    evidence: { pieces: service.pieces, goodsBasis: basis, goodsCostFen: goodsFen.toString() },
    memo: `代发 ${service.title} ${service.pieces} 件，代发费 ${formatYuan(service.feeFen)}，货品${basisNames[basis]} ${formatYuan(goodsFen)}`,
    postings: [
      leg('earnings', seller, 'on-behalf-paid', -service.feeFen, 1, -service.feeFen),
      leg('earnings', service.fulfiller, 'on-behalf-earned', service.feeFen, 1, service.feeFen),
      leg('earnings', seller, 'on-behalf-goods-paid', -goodsFen, service.pieces, unitFen),
      leg('earnings', service.fulfiller, 'on-behalf-goods-earned', goodsFen, service.pieces, unitFen),
    ],
  });
}

const basisNames: Readonly<Record<GoodsCost['basis'], string>> = {
  pool: '已随集采付清',
  bought: '按集采基准价',
  wholesale: '按批发价',
  sale: '按成交余额',
};

/** A pickup point hands over another shop's order. */
export function pickupHandlingEntry(service: {
  shopOrderId: string;
  orderGroupId: string;
  number: string;
  feeFen: Fen;
  sellerShopId: string;
  pickupShopId: string;
  ruleVersion: number;
}): EntryDraft | null {
  if (service.sellerShopId === service.pickupShopId) return null;
  return balanced({
    kind: 'pickup-handling',
    sourceType: 'shop-order',
    sourceId: service.shopOrderId,
    orderGroupId: service.orderGroupId,
    shopOrderId: service.shopOrderId,
    orderNumber: service.number,
    rule: '自提服务费',
    ruleVersion: service.ruleVersion,
    evidence: {},
    memo: `自提服务 ${formatYuan(service.feeFen)}`,
    postings: [
      leg(
        'earnings',
        { kind: 'shop', id: service.sellerShopId },
        'pickup-paid',
        -service.feeFen,
        1,
        -service.feeFen,
      ),
      leg(
        'earnings',
        { kind: 'shop', id: service.pickupShopId },
        'pickup-earned',
        service.feeFen,
        1,
        service.feeFen,
      ),
    ],
  });
}

/** A courier's stop: paid from the delivery account, which shoppers' fees fill and the fund balances. */
export function courierEntry(stop: {
  stopId: string;
  routeNumber: string;
  name: string;
  metre: number;
  feeFen: Fen;
  courierMemberId: string;
  ruleVersion: number;
}): EntryDraft | null {
  return balanced({
    kind: 'courier-stop',
    sourceType: 'stop',
    sourceId: stop.stopId,
    orderGroupId: null,
    shopOrderId: null,
    orderNumber: stop.routeNumber,
    rule: '配送计价',
    ruleVersion: stop.ruleVersion,
    evidence: { metre: stop.metre },
    memo: `线路 ${stop.routeNumber} ${stop.name}，${formatYuan(stop.feeFen)}`,
    postings: [
      leg('delivery', fund, 'courier-paid', -stop.feeFen, 1, -stop.feeFen),
      leg(
        'earnings',
        { kind: 'courier', id: stop.courierMemberId },
        'courier-earned',
        stop.feeFen,
        1,
        stop.feeFen,
      ),
    ],
  });
}
