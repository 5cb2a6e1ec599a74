import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readShareCode, shareCodeOf } from './share-code.ts';

test('codes are eight clear characters and survive typing', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), (uuid) => {
      const code = shareCodeOf(uuid);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(readShareCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(code);
    }),
  );
});

test('the random end of the id decides', () => {
  expect(shareCodeOf('019ac000-0000-7000-8000-000000000001')).toBe('00000001');
  expect(shareCodeOf('019ac000-0000-7000-8000-ffffffffffff')).toBe('ZZZZZZZZ');
});
