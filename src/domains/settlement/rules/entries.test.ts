import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryDraft } from './entry.ts';
import { claimEntry, doneEntry, type DoneLine } from './order-entries.ts';
import { purchaseEntry, rebatesOf, savingOf, splitEntry, type PoolPurchase } from './pool-entries.ts';
import { goodsCost } from './service-entries.ts';
import { statementLines } from './statement-lines.ts';

const rules = {
  roomShareBps: 300,
  hostShareBps: 200,
  serviceFeeBps: 100,
  savingSplit: { shopsBps: 6_000, shoppersBps: 3_000, fundBps: 1_000 },
};

function sumOf(entry: EntryDraft | null, party?: string): bigint {
  return (entry?.postings ?? [])
    .filter((leg) => party === undefined || `${leg.party.kind}:${leg.party.id ?? ''}` === party)
    .reduce((sum, leg) => sum + leg.amountFen, 0n);
}

const line: fc.Arbitrary<DoneLine> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 50 }),
    unitPriceFen: fc.bigInt(1n, 20_000n),
    refundedFen: fc.bigInt(0n, 20_000n),
    commissionBps: fc.integer({ min: 0, max: 3_000 }),
    room: fc.constantFrom(null, 'seller', 'other'),
    host: fc.constantFrom(null, 'host'),
  })
  .map(({ quantity, unitPriceFen, refundedFen, commissionBps, room, host }) => {
    const amountFen = unitPriceFen * BigInt(quantity);
    return {
      orderLineId: 'line',
      orderGroupId: 'group',
      shopOrderId: 'order',
      number: 'N',
      title: '蜜橘',
      sellerShopId: 'seller',
      roomShopId: room,
      hostMemberId: host,
      quantity,
      unitPriceFen,
      coupon: null,
      netFen: amountFen - (refundedFen < amountFen ? refundedFen : amountFen),
      commissionRule: 'general',
      commissionBps,
      ruleVersion: 1,
    };
  });

const purchase: fc.Arbitrary<PoolPurchase> = fc
  .record({
    mode: fc.constantFrom('agency' as const, 'own' as const),
    base: fc.bigInt(100n, 20_000n),
    off: fc.bigInt(0n, 99n),
    served: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }),
    surplus: fc.integer({ min: 0, max: 9 }),
    unitFen: fc.bigInt(0n, 300n),
  })
  .map(({ mode, base, off, served, surplus, unitFen }) => {
    const throughShops = served.map((quantity, i) => ({ shopId: `shop${i}`, quantity }));
    const total = served.reduce((sum, quantity) => sum + quantity, 0);
    const buyers =
      mode === 'agency'
        ? [{ party: { kind: 'shop' as const, id: 'shop0' }, quantity: total }]
        : throughShops.map(({ shopId, quantity }) => ({
            party: { kind: 'shop' as const, id: shopId },
            quantity,
          }));
    return {
      poolId: 'pool',
      purchaseOrderNumber: 'PO-1',
      supplierId: 'supplier',
      baseCostFen: base,
      achievedCostFen: base - off,
      baseEvidence: '供应商当日单买价',
      mode,
      buyers: [...buyers, { party: { kind: 'hub' as const, id: null }, quantity: surplus }],
      throughShops,
      lines: served.map((quantity, i) => ({
        orderLineId: `line${i}`,
        quantity,
        paidFen: unitFen * BigInt(quantity),
      })),
      sellerShopId: mode === 'agency' ? 'shop0' : null,
      rules,
      ruleVersion: 1,
    };
  });

describe('entries sum to zero', () => {
  test('goods handed over', () => {
    fc.assert(
      fc.property(line, (input) => {
        expect(sumOf(doneEntry(input, rules))).toBe(0n);
      }),
    );
  });

  test('pooled purchases and their split', () => {
    fc.assert(
      fc.property(purchase, (input) => {
        expect(sumOf(purchaseEntry(input))).toBe(0n);
        expect(sumOf(splitEntry(input))).toBe(0n);
      }),
    );
  });
});

describe('a claim the seller bears', () => {
  test('leaves every party where a smaller sale would have left it', () => {
    fc.assert(
      fc.property(line, fc.bigInt(1n, 20_000n), (input, asked) => {
        const amountFen = asked < input.netFen ? asked : input.netFen;
        if (amountFen === 0n) return;
        const claim = {
          claimId: 'claim',
          reasonName: '坏果',
          amountFen,
          netBeforeFen: input.netFen,
          reason: 'bad-fruit',
          liable: { kind: 'shop' as const, id: 'seller' },
          rule: '售后责任',
        };
        const sold = doneEntry(input, rules);
        const back = claimEntry(claim, input, rules);
        const smaller = doneEntry({ ...input, netFen: input.netFen - amountFen }, rules);
        for (const party of ['shop:seller', 'shop:other', 'host:host', 'fund:', 'platform:']) {
          expect(sumOf(sold, party) + sumOf(back, party)).toBe(sumOf(smaller, party));
        }
      }),
    );
  });

  test('paid by the supplier leaves the sale and its shares alone', () => {
    const sold: DoneLine = { ...fc.sample(line, 1)[0]!, netFen: 5_000n };
    const claim = {
      claimId: 'claim',
      reasonName: '坏果',
      amountFen: 1_200n,
      netBeforeFen: 5_000n,
      reason: 'bad-fruit',
      liable: { kind: 'supplier' as const, id: 's' },
      rule: '售后责任',
    };
    const entry = claimEntry(claim, sold, rules)!;
    expect(entry.postings).toHaveLength(2);
    expect(sumOf(entry, 'supplier:s')).toBe(-1_200n);
  });
});

describe('savings, exactly once', () => {
  test('the parts are the whole, and the saving account is empty once rebates are paid', () => {
    fc.assert(
      fc.property(purchase, (input) => {
        const inSaving = [purchaseEntry(input), splitEntry(input)]
          .flatMap((entry) => entry?.postings ?? [])
          .filter((leg) => leg.account === 'saving')
          .reduce((sum, leg) => sum + leg.amountFen, 0n);
        const rebates = [...rebatesOf(input).values()].reduce((sum, part) => sum + part, 0n);
        expect(inSaving).toBe(rebates);
      }),
    );
  });

  test('no rebate exceeds what was paid for its line', () => {
    fc.assert(
      fc.property(purchase, (input) => {
        const rebates = rebatesOf(input);
        const tooMuch = input.lines.filter((one) => (rebates.get(one.orderLineId) ?? 0n) > one.paidFen);
        expect(tooMuch).toEqual([]);
      }),
    );
  });

  test('buyers are charged the base cost and get nothing but their share', () => {
    const input: PoolPurchase = {
      poolId: 'pool',
      purchaseOrderNumber: 'PO-1123-01',
      supplierId: 'supplier',
      baseCostFen: 1_480n,
      achievedCostFen: 1_120n,
      baseEvidence: '供应商当日单买价',
      mode: 'agency',
      buyers: [{ party: { kind: 'shop', id: 'azhen' }, quantity: 100 }],
      throughShops: [
        { shopId: 'azhen', quantity: 40 },
        { shopId: 'guihua', quantity: 35 },
        { shopId: 'laojie', quantity: 25 },
      ],
      lines: [],
      sellerShopId: 'azhen',
      rules,
      ruleVersion: 1,
    };
    expect(savingOf(input)).toBe(36_000n);
    const split = splitEntry(input);
    // 60 % = 216.00 yuan by pieces 40 : 35 : 25, 30 % = 108.00 to the seller who passed lower tiers on, 10 % = 36.00 fund.
    expect(sumOf(purchaseEntry(input), 'shop:azhen')).toBe(-148_000n);
    expect(sumOf(split, 'shop:azhen')).toBe(8_640n + 10_800n);
    expect(sumOf(split, 'shop:guihua')).toBe(7_560n);
    expect(sumOf(split, 'shop:laojie')).toBe(5_400n);
    expect(sumOf(split, 'fund:')).toBe(-36_000n + 3_600n);
  });
});

describe('goods given on behalf', () => {
  const known = {
    isPooled: false,
    byHub: false,
    boughtFen: 1_480n,
    wholesaleFen: 1_350n,
    saleFen: 2_000n,
    sharesFen: 220n,
    feeFen: 230n,
  };

  test.each([
    ['of a pool are paid for already', { isPooled: true }, 'pool', 0n],
    ['give a shop the wholesale price', {}, 'wholesale', 1_350n],
    ['give the hub what it was charged', { byHub: true }, 'bought', 1_480n],
    ['take the other price where the first is unknown', { wholesaleFen: null }, 'bought', 1_480n],
    ['pass the sale on where nothing is known', { boughtFen: null, wholesaleFen: null }, 'sale', 1_550n],
    ['never cost less than nothing', { boughtFen: null, wholesaleFen: null, saleFen: 300n }, 'sale', 0n],
  ] as const)('%s', (_, over, basis, costFen) => {
    expect(goodsCost({ ...known, ...over })).toEqual({ basis, costFen });
  });
});

test('a statement says pieces times unit where that is the sum, and points to the lines where it is not', () => {
  const lines = statementLines([
    { item: 'goods', unitFen: null, postings: 3, quantity: 7, amountFen: 9_999n },
    { item: 'pool-cost', unitFen: 1_480n, postings: 1, quantity: 100, amountFen: -148_000n },
    { item: 'on-behalf-earned', unitFen: 230n, postings: 2, quantity: 2, amountFen: 460n },
    { item: 'on-behalf-earned', unitFen: 260n, postings: 1, quantity: 1, amountFen: 260n },
  ]);
  expect(lines.map(({ item, how }) => [item, how])).toEqual([
    ['goods', '共 3 笔，逐笔见明细'],
    ['pool-cost', '100 × ¥14.80'],
    ['on-behalf-earned', '1 × ¥2.60 + 2 × ¥2.30'],
  ]);
});
