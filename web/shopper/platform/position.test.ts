import { expect, test } from 'vitest';
import { toGcj02 } from './position.ts';

test('a phone in Shanghai lands where Chinese maps show it', () => {
  // Worked out apart from this code, in Python, with the polynomial written out in full.
  const place = toGcj02({ lng: 121.4737, lat: 31.2304 });
  expect(place.lng).toBeCloseTo(121.478_223, 6);
  expect(place.lat).toBeCloseTo(31.228_458, 6);
});
