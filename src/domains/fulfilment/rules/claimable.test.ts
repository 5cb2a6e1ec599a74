import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedFen, grantedFen } from './claimable.ts';

const now = new Date('2026-11-23T10:00:00Z');
const line = {
  state: 'done',
  stateName: '已完成',
  doneAt: new Date('2026-11-22T10:00:00Z'),
  quantity: 3,
  keptFen: 1_000n,
};

test('a third of the pieces is a third of what is still paid, rounded up', () => {
  expect(askedFen(line, 1, 48, now)).toBe(334n);
  expect(askedFen(line, 3, 48, now)).toBe(1_000n);
});

test('never asks for more than is still paid', () => {
  const money = fc.bigInt({ min: 0n, max: 10_000_000n });
  fc.assert(
    fc.property(
      money,
      fc.integer({ min: 1, max: 99 }),
      fc.integer({ min: 1, max: 99 }),
      (keptFen, has, asks) => {
        fc.pre(asks <= has);
        expect(askedFen({ ...line, quantity: has, keptFen }, asks, 48, now) <= keptFen).toBe(true);
      },
    ),
  );
});

test('too early, too late, too many', () => {
  expect(() => askedFen({ ...line, state: 'on-the-way', doneAt: null }, 1, 48, now)).toThrow('order-state');
  expect(() => askedFen(line, 1, 23, now)).toThrow('claim-too-late');
  expect(() => askedFen(line, 4, 48, now)).toThrow('quantity-over-order');
});

test('what was refunded meanwhile is not granted again', () => {
  expect(grantedFen(334n, undefined, 200n)).toBe(200n);
  expect(grantedFen(334n, 500n, 1_000n)).toBe(500n);
  expect(() => grantedFen(334n, 501n, 500n)).toThrow('refund-over-paid');
  expect(() => grantedFen(334n, undefined, 0n)).toThrow('refund-over-paid');
});
