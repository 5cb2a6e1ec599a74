import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandScale } from './band-scale.ts';

const figure = fc.double({ min: 0, max: 1e6, noNaN: true });
const cuts = fc
  .tuple(figure, figure, figure)
  .map((values) => values.toSorted((a, b) => a - b))
  .map(([lower, median, upper]) => ({ lower: lower!, median: median!, upper: upper! }));

test('everything that is drawn is inside, in its order', () => {
  fc.assert(
    fc.property(cuts, fc.array(figure), (bands, own) => {
      const scale = bandScale(bands, own);
      const drawn = [bands.lower, bands.median, bands.upper, ...own].toSorted((a, b) => a - b).map(scale);
      expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
      expect(drawn.every((at) => at >= 0 && at <= 1)).toBe(true);
    }),
  );
});

test('the cuts keep off the edges, and without anything all is in the middle', () => {
  const scale = bandScale({ lower: 10, median: 20, upper: 30 }, []);
  expect([scale(10), scale(20), scale(30)]).toEqual([0.25, 0.5, 0.75]);
  expect(bandScale(null, [])(7)).toBe(0.5);
  expect(bandScale(null, [7, 7])(7)).toBe(0.5);
});
