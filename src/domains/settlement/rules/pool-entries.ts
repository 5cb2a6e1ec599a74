import { formatYuan, type Fen } from '../../../kernel/money.ts';
import { split } from '../../../kernel/split.ts';
import { balanced, fund, leg, provider, type EntryDraft, type Party, type PostingDraft } from './entry.ts';

/** A pooled delivery that has been received: quantities are received pieces. */
export interface PoolPurchase {
  readonly poolId: string;
  readonly purchaseOrderNumber: string;
  readonly supplierId: string;
  /** What one piece costs without a pool, fixed when the pool opened, with the evidence for it. */
  readonly baseCostFen: Fen;
  readonly achievedCostFen: Fen;
  readonly baseEvidence: string;
  readonly mode: 'agency' | 'own';
  /** Who buys how many of the received pieces: the seller of record, each selling shop; surplus, whose place it lies in. */
  readonly buyers: readonly { readonly party: Party; readonly quantity: number }[];
  /** Through whose rooms and doors the served pieces came: the key of the shops' part. */
  readonly throughShops: readonly { readonly shopId: string; readonly quantity: number }[];
  /** Served lines, for the shoppers' part of an own-mode pool; `paidFen` is for the served pieces. */
  readonly lines: readonly {
    readonly orderLineId: string;
    readonly quantity: number;
    readonly paidFen: Fen;
  }[];
  readonly sellerShopId: string | null;
  readonly rules: {
    readonly savingSplit: {
      readonly shopsBps: number;
      readonly shoppersBps: number;
      readonly fundBps: number;
    };
  };
  readonly ruleVersion: number;
}

/**
 * The purchase: the supplier gets the achieved cost, every buyer is charged the base cost, the difference waits in the
 * saving account until it is split. Never a lower cost and a credited saving.
 */
export function purchaseEntry(purchase: PoolPurchase): EntryDraft | null {
  const pieces = purchase.buyers.reduce((sum, buyer) => sum + buyer.quantity, 0);
  const achievedFen = purchase.achievedCostFen * BigInt(pieces);
  return balanced({
    ...base(purchase),
    kind: 'pool-purchase',
    rule: '集采货款',
    memo: `采购单 ${purchase.purchaseOrderNumber} 收货 ${pieces} 件，供货价 ${formatYuan(purchase.achievedCostFen)}，基准价 ${formatYuan(purchase.baseCostFen)}`,
    postings: [
      leg(
        'payable',
        { kind: 'supplier', id: purchase.supplierId },
        'supplied',
        achievedFen,
        pieces,
        purchase.achievedCostFen,
      ),
      ...purchase.buyers.map(({ party, quantity }) =>
        leg(
          'earnings',
          party,
          'pool-cost',
          -purchase.baseCostFen * BigInt(quantity),
          quantity,
          purchase.baseCostFen,
        ),
      ),
      leg(
        'saving',
        fund,
        'saving',
        savingOf(purchase),
        pieces,
        purchase.baseCostFen - purchase.achievedCostFen,
      ),
    ],
  });
}

/** saving = (base − achieved) × received pieces, exact. */
export function savingOf(purchase: PoolPurchase): Fen {
  const pieces = purchase.buyers.reduce((sum, buyer) => sum + buyer.quantity, 0);
  return (purchase.baseCostFen - purchase.achievedCostFen) * BigInt(pieces);
}

/**
 * The saving split by rule, once. The shops' part goes by pieces through their rooms. The shoppers' part of an agency
 * pool goes to its seller, who has already passed lower tiers on to every shopper; of an own-mode pool it is owed to
 * the shoppers themselves and returned as rebates. Parts of nobody, and of a rebate what exceeds its price, fall to the
 * fund.
 */
export function splitEntry(purchase: PoolPurchase): EntryDraft | null {
  const savingFen = savingOf(purchase);
  if (savingFen === 0n) return null;
  const parts = partsOf(purchase, savingFen);
  return balanced({
    ...base(purchase),
    kind: 'saving-split',
    rule: '集采节约分成',
    memo: `采购单 ${purchase.purchaseOrderNumber} 节约 ${formatYuan(savingFen)} 按规则分成`,
    postings: [
      leg('saving', fund, 'saving', -savingFen),
      ...[...parts.shops].map(([shopId, amountFen]) =>
        leg('earnings', { kind: 'shop', id: shopId }, 'saving', amountFen, piecesThrough(purchase, shopId)),
      ),
      ...parts.passedOn,
      leg('earnings', fund, 'saving', parts.fundFen),
    ],
  });
}

/** Rebates of an own-mode pool per order line, none above what was paid for it; empty for agency pools. */
export function rebatesOf(purchase: PoolPurchase): Map<string, Fen> {
  if (purchase.mode === 'agency') return new Map();
  const { shoppersFen } = threeParts(purchase, savingOf(purchase));
  const parts = split(
    shoppersFen,
    purchase.lines.map((line) => ({ key: line.orderLineId, weight: BigInt(line.quantity) })),
  );
  return new Map(
    purchase.lines.map(({ orderLineId, paidFen }) => {
      const part = parts.get(orderLineId)!;
      return [orderLineId, part < paidFen ? part : paidFen];
    }),
  );
}

/** A rebate reaches the shopper through the provider, out of the shoppers' part that waits in the saving account. */
export function rebateEntry(rebate: {
  refundId: string;
  orderGroupId: string;
  number: string;
  amountFen: Fen;
  ruleVersion: number;
}): EntryDraft | null {
  return balanced({
    kind: 'saving-rebate',
    sourceType: 'refund',
    sourceId: rebate.refundId,
    orderGroupId: rebate.orderGroupId,
    shopOrderId: null,
    orderNumber: rebate.number,
    rule: '集采节约分成',
    ruleVersion: rebate.ruleVersion,
    evidence: {},
    memo: `集采节约返还街坊 ${formatYuan(rebate.amountFen)}`,
    postings: [
      leg('saving', fund, 'saving-rebate', -rebate.amountFen),
      leg('clearing', provider, 'saving-rebate', rebate.amountFen),
    ],
  });
}

function partsOf(purchase: PoolPurchase, savingFen: Fen) {
  const { shopsFen, shoppersFen, fundFen } = threeParts(purchase, savingFen);
  const weights = purchase.throughShops.map(({ shopId, quantity }) => ({
    key: shopId,
    weight: BigInt(quantity),
  }));
  const shops = split(shopsFen, weights);
  if (purchase.mode === 'agency') {
    const seller: Party = { kind: 'shop', id: purchase.sellerShopId };
    return { shops, passedOn: [leg('earnings', seller, 'saving-passed-on', shoppersFen)], fundFen };
  }
  const rebateFen = [...rebatesOf(purchase).values()].reduce((sum, part) => sum + part, 0n);
  const passedOn: PostingDraft[] = [leg('saving', fund, 'saving-rebate', rebateFen)];
  return { shops, passedOn, fundFen: fundFen + shoppersFen - rebateFen };
}

/** With nobody served (everything is surplus) there is no shop and no shopper to share with: all falls to the fund. */
function threeParts({ rules, throughShops }: PoolPurchase, savingFen: Fen) {
  const { shopsBps, shoppersBps, fundBps } = rules.savingSplit;
  const nobody = throughShops.every(({ quantity }) => quantity === 0);
  const parts = split(savingFen, [
    { key: 'shops', weight: nobody ? 0n : BigInt(shopsBps) },
    { key: 'shoppers', weight: nobody ? 0n : BigInt(shoppersBps) },
    { key: 'fund', weight: nobody ? 10_000n : BigInt(fundBps) },
  ]);
  return { shopsFen: parts.get('shops')!, shoppersFen: parts.get('shoppers')!, fundFen: parts.get('fund')! };
}

function piecesThrough(purchase: PoolPurchase, shopId: string): number {
  return purchase.throughShops.find((shop) => shop.shopId === shopId)?.quantity ?? 1;
}

function base(purchase: PoolPurchase) {
  return {
    sourceType: 'pool' as const,
    sourceId: purchase.poolId,
    orderGroupId: null,
    shopOrderId: null,
    orderNumber: purchase.purchaseOrderNumber,
    ruleVersion: purchase.ruleVersion,
    evidence: {
      baseCostFen: purchase.baseCostFen.toString(),
      achievedCostFen: purchase.achievedCostFen.toString(),
      base: purchase.baseEvidence,
    },
  };
}
