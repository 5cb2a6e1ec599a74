import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, parseMoney } from './money.ts';

test('amounts read as drawn', () => {
  expect(formatMoney(2380n)).toBe('¥23.80');
  expect(formatMoney('186423005')).toBe('¥1,864,230.05');
  expect(formatMoney(-31260n)).toBe('−¥312.60');
  expect(formatMoney('64327', true)).toBe('+¥643.27');
  expect(formatMoney(0n, true)).toBe('¥0.00');
  expect(formatMoney(7n)).toBe('¥0.07');
});

test('what is shown can be typed back', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 99_999_999_999n), (fen) => {
      expect(parseMoney(formatMoney(fen))).toBe(fen);
    }),
  );
});

test('only amounts with at most two decimals are amounts', () => {
  expect(parseMoney('23.8')).toBe(2380n);
  for (const typed of ['', '23.805', '-1', '1,2', 'abc', '1e3']) expect(parseMoney(typed)).toBeUndefined();
});
