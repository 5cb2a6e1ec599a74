import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commissionFor } from './commission.ts';

const shop = fc.constantFrom('s1', 's2', 's3');
const category = fc.constantFrom('fruit', 'egg', 'milk');
const book = fc
  .array(
    fc.record({
      shopId: fc.option(shop),
      categoryCode: fc.option(category),
      rateBps: fc.integer({ min: 0, max: 10_000 }),
    }),
    { maxLength: 12 },
  )
  .map((rows) => ({ commission: rows.map((row, i) => ({ ruleId: `r${i}`, ...row })) }));

test('the first of the most specific matching rules decides', () => {
  fc.assert(
    fc.property(book, shop, category, (rules, shopId, categoryCode) => {
      const naive = [
        rules.commission.find((rule) => rule.shopId === shopId && rule.categoryCode === categoryCode),
        rules.commission.find((rule) => rule.shopId === shopId && rule.categoryCode === null),
        rules.commission.find((rule) => rule.shopId === null && rule.categoryCode === categoryCode),
        rules.commission.find((rule) => rule.shopId === null && rule.categoryCode === null),
      ].find((rule) => rule !== undefined);
      const { ruleId, rateBps } = commissionFor(rules, { shopId, categoryCode });
      expect([ruleId, rateBps]).toEqual(naive ? [naive.ruleId, naive.rateBps] : ['none', 0]);
    }),
  );
});

test('a rule for another shop or category changes nothing', () => {
  fc.assert(
    fc.property(book, category, fc.integer({ min: 0, max: 10_000 }), (rules, categoryCode, rateBps) => {
      const line = { shopId: 's1', categoryCode };
      const foreign = { ruleId: 'foreign', shopId: 'somebody-else', categoryCode, rateBps };
      expect(commissionFor({ commission: [foreign, ...rules.commission] }, line)).toEqual(
        commissionFor(rules, line),
      );
    }),
  );
});
