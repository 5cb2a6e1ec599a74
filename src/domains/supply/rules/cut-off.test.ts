import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCutOff, type CutOffCase } from './cut-off.ts';

const cutOffAt = new Date('2026-11-23T12:00:00Z');
const now = new Date('2026-11-23T12:00:03Z');
const pool: CutOffCase = {
  paidQuantity: 82,
  heldQuantity: 0,
  packSize: 5,
  moq: 30,
  cap: 300,
  threshold: 30,
  belowPolicy: 'refund',
  remainderPolicy: 'round-up-stock',
  cutOffAt,
  prolongHours: 24,
  prolonged: 0,
};

describe('above the threshold', () => {
  test('the order is whole packs by the policy', () => {
    expect(decideCutOff(pool, now, true)).toEqual({
      outcome: 'order',
      order: { ordered: 85, dropped: 0, surplus: 3 },
    });
    const down = decideCutOff({ ...pool, remainderPolicy: 'round-down-refund' }, now, true);
    expect(down).toEqual({ outcome: 'order', order: { ordered: 80, dropped: 2, surplus: 0 } });
  });
  test('the rest of a pack is offered again once, the cap being the next full pack', () => {
    const again: CutOffCase = { ...pool, remainderPolicy: 'offer-again' };
    expect(decideCutOff(again, now, true)).toEqual({
      outcome: 'prolong',
      cutOffAt: new Date('2026-11-24T12:00:00Z'),
      cap: 85,
      missing: 3,
    });
    expect(decideCutOff({ ...again, paidQuantity: 85 }, now, true).outcome).toBe('order');
    expect(decideCutOff({ ...again, prolonged: 1, cap: 85 }, now, true)).toEqual({
      outcome: 'order',
      order: { ordered: 85, dropped: 0, surplus: 3 },
    });
  });
  test('pieces still held keep their place under the smaller cap', () => {
    const held = decideCutOff({ ...pool, remainderPolicy: 'offer-again', heldQuantity: 6 }, now, true);
    expect(held).toMatchObject({ outcome: 'prolong', cap: 90 });
  });
});

describe('below the threshold, at first or again after cancellations', () => {
  const below = { ...pool, paidQuantity: 29 };
  test('refund fails the pool', () => {
    expect(decideCutOff(below, now, true)).toEqual({ outcome: 'fail', reason: 'below-threshold' });
  });
  test('prolong moves the cut-off once, then fails', () => {
    const prolong = { ...below, belowPolicy: 'prolong' as const };
    expect(decideCutOff(prolong, now, true)).toEqual({
      outcome: 'prolong',
      cutOffAt: new Date('2026-11-24T12:00:00Z'),
      cap: 300,
      missing: 1,
    });
    expect(decideCutOff({ ...prolong, prolonged: 1 }, now, true).outcome).toBe('fail');
  });
  test('cut off by hand it is never prolonged', () => {
    expect(decideCutOff({ ...below, belowPolicy: 'prolong' }, now, false).outcome).toBe('fail');
  });
});

test('a cut-off seen long after its time prolongs from now', () => {
  const late = new Date('2026-11-26T00:00:00Z');
  const decision = decideCutOff({ ...pool, paidQuantity: 1, belowPolicy: 'prolong' }, late, true);
  expect(decision).toMatchObject({ cutOffAt: new Date('2026-11-27T00:00:00Z') });
});

test('whatever happens, the second cut-off ends the pool, and it is ordered only from the threshold on', () => {
  const cases = fc.record({
    paidQuantity: fc.integer({ min: 0, max: 300 }),
    threshold: fc.integer({ min: 30, max: 200 }),
    belowPolicy: fc.constantFrom('refund' as const, 'prolong' as const),
    remainderPolicy: fc.constantFrom(
      'round-down-refund' as const,
      'round-up-stock' as const,
      'offer-again' as const,
    ),
    prolonged: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(
    fc.property(cases, (some) => {
      const decision = decideCutOff({ ...pool, ...some }, now, true);
      const enough = some.paidQuantity >= some.threshold;
      const allowed = [enough ? 'order' : 'fail', ...(some.prolonged > 0 ? [] : ['prolong'])];
      expect(allowed).toContain(decision.outcome);
      const later =
        decision.outcome === 'prolong' ? decision : { cutOffAt: new Date('9999-01-01'), cap: 300 };
      expect(later.cutOffAt.getTime()).toBeGreaterThan(now.getTime());
      expect(later.cap).toBeGreaterThanOrEqual(some.paidQuantity);
    }),
  );
});
