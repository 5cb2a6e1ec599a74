import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redistribute, shortLines } from './redistribute-shortage.ts';

test('given 3 + 2 + 4 pieces due and 6 arrived, the third line gets one and is short', () => {
  const lines = [3, 2, 4].map((dueQuantity, at) => ({ orderLineId: `line-${at}`, dueQuantity }));
  const served = redistribute(lines, 6);
  expect(served.map((line) => line.servedQuantity)).toEqual([3, 2, 1]);
  expect(shortLines(served).map((line) => line.orderLineId)).toEqual(['line-2']);
});

const lines = fc
  .array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 })
  .map((dues) => dues.map((dueQuantity, at) => ({ orderLineId: `line-${at}`, dueQuantity })));

test('nothing is lost, nothing is negative, nobody gets more than due', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 800 }), (due, available) => {
      const served = redistribute(due, available);
      const dueSum = due.reduce((sum, line) => sum + line.dueQuantity, 0);
      const servedSum = served.reduce((sum, line) => sum + line.servedQuantity, 0);
      expect(servedSum).toBe(Math.min(dueSum, available));
      for (const line of served) {
        expect(line.servedQuantity).toBeGreaterThanOrEqual(0);
        expect(line.servedQuantity).toBeLessThanOrEqual(line.dueQuantity);
      }
    }),
  );
});

test('first paid, first served: nobody behind a short line gets anything, and one more piece helps the first of them', () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 800 }), (due, available) => {
      const served = redistribute(due, available);
      const edge = served.findIndex((line) => line.servedQuantity < line.dueQuantity);
      if (edge < 0) return;
      expect(served.slice(edge + 1).every((line) => line.servedQuantity === 0)).toBe(true);
      const more = redistribute(due, available + 1);
      expect(more[edge]?.servedQuantity).toBe((served[edge]?.servedQuantity ?? 0) + 1);
    }),
  );
});
