import { expect, test } from 'vitest';
import { newId } from '../../../engines/ids.ts';
import { allianceOfTradeNo, outRefundNo, outTradeNo } from './trade-number.ts';

test('numbers fit the provider, name their alliance, and differ per payment', () => {
  const allianceId = newId();
  const numbers = Array.from({ length: 1_000 }, () => outTradeNo(allianceId, newId()));
  expect(new Set(numbers).size).toBe(1_000);
  for (const number of numbers) {
    expect(number).toMatch(/^[0-9A-Za-z_-]{32}$/);
    expect(allianceOfTradeNo(number)).toBe(allianceId);
  }
});
test('a refund number is decided by its cause and still names the alliance', () => {
  const allianceId = newId();
  const number = outTradeNo(allianceId, newId());
  expect(outRefundNo(number, 'pool-failed:1')).toBe(outRefundNo(number, 'pool-failed:1'));
  expect(outRefundNo(number, 'pool-failed:1')).not.toBe(outRefundNo(number, 'pool-failed:2'));
  expect(outRefundNo(number, 'x').length).toBeLessThanOrEqual(64);
  expect(allianceOfTradeNo(outRefundNo(number, 'x'))).toBe(allianceId);
});
test('a foreign number is nobody’s', () => {
  expect(allianceOfTradeNo('short')).toBeNull();
  expect(allianceOfTradeNo('!'.repeat(32))).toBeNull();
});
