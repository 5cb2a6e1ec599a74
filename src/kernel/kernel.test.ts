import { describe, expect, test } from 'vitest';
import { shanghaiDay, shanghaiHour, startOfShanghaiDay } from './clock.ts';
import { distanceMetre } from './geo.ts';
import { gtin13CheckDigit, isGtin13 } from './gtin.ts';
import { applyBps, formatYuan } from './money.ts';

describe('money', () => {
  test('rounds half away from zero on both sides', () => {
    expect(applyBps(50n, 100)).toBe(1n);
    expect(applyBps(49n, 100)).toBe(0n);
    expect(applyBps(-50n, 100)).toBe(-1n);
  });
  test('shows yuan with thousands and a real minus', () => {
    expect(formatYuan(123_456_78n)).toBe('¥123,456.78');
    expect(formatYuan(-31_260n)).toBe('−¥312.60');
    expect(formatYuan(5n)).toBe('¥0.05');
  });
});

describe('Shanghai calendar', () => {
  test('the day turns at 16:00 UTC', () => {
    expect(shanghaiDay(new Date('2026-11-22T15:59:59Z'))).toBe('2026-11-22');
    expect(shanghaiDay(new Date('2026-11-22T16:00:00Z'))).toBe('2026-11-23');
    expect(shanghaiHour(new Date('2026-11-22T16:00:00Z'))).toBe(0);
    expect(startOfShanghaiDay('2026-11-23').toISOString()).toBe('2026-11-22T16:00:00.000Z');
  });
});

test('GTIN-13 check digits of published examples', () => {
  expect(gtin13CheckDigit('629104150021')).toBe(3); // the worked example in GS1's check digit guide
  expect(isGtin13('6291041500213')).toBe(true);
  expect(isGtin13('6291041500214')).toBe(false);
  expect(isGtin13('629104150021')).toBe(false);
});

test('one degree of latitude is about 111.2 km', () => {
  expect(distanceMetre({ lng: 121, lat: 31 }, { lng: 121, lat: 32 })).toBeCloseTo(111_195, -2);
});
