import { expect, test } from 'vitest';
import { bagsByZone, zoneOf } from './zones.ts';

test('a bag travels as its coldest goods do', () => {
  expect(zoneOf({ temperatureZones: ['ambient', 'chilled'] })).toBe('chilled');
  expect(zoneOf({ temperatureZones: ['chilled', 'frozen'] })).toBe('frozen');
  expect(zoneOf({ temperatureZones: [] })).toBe('ambient');
});

test('coldest first, every bag once', () => {
  const bags = [
    { label: 1, temperatureZones: ['ambient' as const] },
    { label: 2, temperatureZones: ['chilled' as const, 'ambient' as const] },
    { label: 3, temperatureZones: ['ambient' as const] },
  ];
  expect(bagsByZone(bags).map(([zone, some]) => [zone, some.map(({ label }) => label)])).toEqual([
    ['chilled', [2]],
    ['ambient', [1, 3]],
  ]);
});
