import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRange } from './range.ts';

test.each([
  [undefined, null],
  ['bytes=0-', { from: 0, until: 99 }],
  ['bytes=10-19', { from: 10, until: 19 }],
  ['bytes=90-500', { from: 90, until: 99 }],
  ['bytes=-30', { from: 70, until: 99 }],
  ['bytes=-500', { from: 0, until: 99 }],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=20-10', null],
  ['bytes=0-1,5-9', null],
  ['items=0-1', null],
  ['bytes=-', null],
])('%j of 100 bytes', (header, range) => {
  expect(readRange(header, 100)).toEqual(range);
});

test('whatever is asked, what is answered lies inside', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.option(fc.nat(1_500)), fc.option(fc.nat(1_500)), (size, from, until) => {
      const range = readRange(`bytes=${from ?? ''}-${until ?? ''}`, size);
      const isInside = (r: { from: number; until: number }): boolean =>
        0 <= r.from && r.from <= r.until && r.until < size;
      expect(range === null || range === 'unsatisfiable' || isInside(range)).toBe(true);
    }),
  );
});
