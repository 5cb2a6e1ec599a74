import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameOf, lineThrough, nearestIndex } from './map-frame.ts';

const size = { width: 390, height: 252, margin: { top: 60, side: 40, bottom: 60 } };
const place = fc.record({
  lng: fc.double({ min: 121.3, max: 121.6, noNaN: true }),
  lat: fc.double({ min: 31.1, max: 31.4, noNaN: true }),
});

test('every place of the path lies inside the margins', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 20 }), (path) => {
      for (const { x, y } of path.map(frameOf(path, size))) {
        expect(x).toBeGreaterThan(39.9);
        expect(x).toBeLessThan(350.1);
        expect(y).toBeGreaterThan(59.9);
        expect(y).toBeLessThan(192.1);
      }
    }),
  );
});

test('north is up and east is right', () => {
  const path = [
    { lng: 121.43, lat: 31.22 },
    { lng: 121.44, lat: 31.23 },
  ];
  const [a, b] = path.map(frameOf(path, size));
  expect(b!.x).toBeGreaterThan(a!.x);
  expect(b!.y).toBeLessThan(a!.y);
  expect(lineThrough([a!, b!])).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
});

test('the courier stands at the nearest point of the way', () => {
  const path = [0, 1, 2, 3].map((step) => ({ lng: 121.43 + step / 1000, lat: 31.22 }));
  expect(nearestIndex(path, { lng: 121.4321, lat: 31.2203 })).toBe(2);
});
