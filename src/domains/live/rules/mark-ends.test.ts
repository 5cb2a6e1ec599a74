import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markEnds } from './mark-ends.ts';

test('a showing ends when it is taken down, with the next one, or with the replay', () => {
  const marks = [
    { startMillis: 0, shownMillis: 90_000 },
    { startMillis: 60_000, shownMillis: 20_000 },
    { startMillis: 200_000, shownMillis: null },
  ];
  expect(markEnds(marks, 300_000)).toEqual([60_000, 80_000, 300_000]);
});

test('every showing is something to look at', () => {
  const mark = fc.record({ startMillis: fc.nat(1_000_000), shownMillis: fc.option(fc.nat(1_000_000)) });
  fc.assert(
    fc.property(fc.array(mark), fc.nat(1_000_000), (some, durationMillis) => {
      const marks = some.toSorted((a, b) => a.startMillis - b.startMillis);
      markEnds(marks, durationMillis).forEach((end, i) =>
        expect(end).toBeGreaterThanOrEqual(marks[i]!.startMillis + 1_000),
      );
    }),
  );
});
