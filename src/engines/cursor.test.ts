import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from './cursor.ts';

const patterns = [instantPart, uuidPart];
const key = ['2026-11-23T05:40:00.000Z', '0190f6e2-0000-7000-8000-000000000001'];

test('a cursor comes back as the key it was made from', () => {
  expect(decodeCursor(encodeCursor(key), patterns)).toEqual(key);
});

test.each([['garbage'], [''], [encodeCursor(['2026-11-23T05:40:00.000Z'])], [encodeCursor(['x', key[1]!])]])(
  'a foreign cursor %s is refused with its field',
  (cursor) => {
    expect(() => decodeCursor(cursor, patterns)).toThrow(
      expect.objectContaining({ code: 'not-found', field: 'cursor' }),
    );
  },
);
