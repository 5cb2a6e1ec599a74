import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../kernel/refusal.ts';
import { checkLadder, checkPoolTerms, type PoolTerms } from './pool-terms.ts';

const tiers = [
  { minQuantity: 48, costFen: 1_960n, retailFen: 2_500n },
  { minQuantity: 96, costFen: 1_820n, retailFen: 2_350n },
  { minQuantity: 180, costFen: 1_690n, retailFen: 2_180n },
];
const terms: PoolTerms = {
  baseCostFen: 2_100n,
  packSize: 12,
  moq: 48,
  tiers,
  threshold: 48,
  cap: 240,
  capPerRound: 240,
  remainderPolicy: 'round-down-refund',
};

function refusalOf(work: () => void): Pick<Refusal, 'code' | 'field' | 'data'> | null {
  try {
    work();
    return null;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, field: error.field, data: error.data };
  }
}

test('the dumplings of the drawn form pass', () => {
  expect(refusalOf(() => checkPoolTerms(terms))).toBeNull();
});

test('a minimum order of 50 in packs of 12 names 48 and 60', () => {
  expect(refusalOf(() => checkLadder({ ...terms, moq: 50 }))).toEqual({
    code: 'moq-not-pack',
    field: 'moq',
    data: { packSize: 12, lower: 48, upper: 60 },
  });
  expect(refusalOf(() => checkLadder({ ...terms, moq: 5 }))?.data).toEqual({
    packSize: 12,
    lower: 12,
    upper: 24,
  });
});

describe('a ladder that does not fall names the rung and the field', () => {
  const withTier = (level: number, change: object) => ({
    ...terms,
    tiers: tiers.map((tier, at) => (at === level ? { ...tier, ...change } : tier)),
  });
  test.each([
    [withTier(1, { minQuantity: 48 }), 'tiers.1.minQuantity'],
    [withTier(1, { costFen: 1_960n }), 'tiers.1.costFen'],
    [withTier(2, { retailFen: 2_351n }), 'tiers.2.retailFen'],
    [withTier(0, { costFen: 2_101n }), 'tiers.0.costFen'],
  ])('case %#', (broken, field) => {
    expect(refusalOf(() => checkLadder(broken))).toEqual({ code: 'tiers-not-rising', field, data: {} });
  });
});

test('the threshold reaches the first rung, and the minimum order when surplus is not bought', () => {
  expect(refusalOf(() => checkPoolTerms({ ...terms, threshold: 47 }))).toMatchObject({
    code: 'threshold-too-low',
    data: { lowest: 48 },
  });
  expect(refusalOf(() => checkPoolTerms({ ...terms, moq: 60 }))).toMatchObject({ data: { lowest: 60 } });
  const upwards = { ...terms, moq: 60, remainderPolicy: 'round-up-stock' as const };
  expect(refusalOf(() => checkPoolTerms(upwards))).toBeNull();
});

test('the cap reaches the last rung and stays within the supplier’s', () => {
  for (const cap of [179, 241]) {
    expect(refusalOf(() => checkPoolTerms({ ...terms, cap }))).toEqual({
      code: 'cap-out-of-range',
      field: 'cap',
      data: { lowest: 180, highest: 240 },
    });
  }
});

test('both proposed minimum orders would pass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 48 }), (moq, packSize) => {
      const data = refusalOf(() => checkLadder({ ...terms, moq, packSize }))?.data;
      if (!data) return;
      for (const proposed of [data['lower'], data['upper']]) {
        expect(refusalOf(() => checkLadder({ ...terms, moq: Number(proposed), packSize }))).toBeNull();
      }
    }),
  );
});
