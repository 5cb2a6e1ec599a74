import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawCodes } from './draw-codes.ts';

test('codes differ from each other and from those taken', () => {
  const digits = fc.integer({ min: 0, max: 30 });
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.uuid(), { maxLength: 12 }),
      fc.uniqueArray(digits, { maxLength: 10 }),
      (keys, taken) => {
        let next = 0;
        const draw = () => `${next++ % 31}`;
        const codes = drawCodes(keys, new Set(taken.map(String)), draw);
        expect([...codes.keys()]).toEqual(keys);
        const drawn = [...codes.values()];
        expect(new Set(drawn).size).toBe(keys.length);
        expect(drawn.filter((code) => taken.includes(Number(code)))).toEqual([]);
      },
    ),
  );
});

test('gives up when no code is free', () => {
  expect(() => drawCodes(['a'], new Set(['000000']), () => '000000')).toThrow('No free pickup code');
});
