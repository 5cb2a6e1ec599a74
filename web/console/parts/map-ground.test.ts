import { expect, test } from 'vitest';
import { groundOf, metresBetween, scaleBar } from './map-ground.ts';

const hub = { lng: 106.5, lat: 29.5 };
const frame = { widthPixel: 400, heightPixel: 300, padPixel: 20 };

test('a hundredth of a degree is 1113 m north and less east', () => {
  expect(metresBetween(hub, { lng: 106.5, lat: 29.51 })).toBeCloseTo(1113, 0);
  expect(metresBetween(hub, { lng: 106.51, lat: 29.5 })).toBeCloseTo(969, 0);
});

test('every place lies inside the frame, north is up', () => {
  const places = [hub, { lng: 106.53, lat: 29.51 }, { lng: 106.49, lat: 29.48 }];
  const ground = groundOf(places, frame);
  for (const place of places) {
    const { x, y } = ground.at(place);
    expect(x).toBeGreaterThanOrEqual(20 - 1e-6);
    expect(x).toBeLessThanOrEqual(380 + 1e-6);
    expect(y).toBeGreaterThanOrEqual(20 - 1e-6);
    expect(y).toBeLessThanOrEqual(280 + 1e-6);
  }
  expect(ground.at(places[1]!).y).toBeLessThan(ground.at(places[2]!).y);
});

test('one place stands in the middle and distances stay those of the ground', () => {
  const ground = groundOf([hub], frame);
  expect(ground.at(hub)).toEqual({ x: 200, y: 150 });
  const east = { lng: 106.501, lat: 29.5 };
  expect((ground.at(east).x - 200) / ground.pixelsPerMetre).toBeCloseTo(metresBetween(hub, east), 3);
});

test('the scale is a round length that fits', () => {
  expect(scaleBar(0.1, 80)).toEqual({ metre: 500, pixel: 50 });
  expect(scaleBar(0.25, 80)).toEqual({ metre: 200, pixel: 50 });
});
