import fc from 'fast-check';
import type { JsonSchema } from './sample-input.ts';
import { choicesOf } from './wrong-values.ts';

const oddTexts = [
  "'; drop table members; --",
  '%_\\%',
  '𝒳🧑‍👩‍👧‍👦',
  '\u202Eabc\u200B',
  '${1+1}{{7*7}}',
  '../../etc/passwd',
  '=cmd|calc',
  ...['null', '[]', 'WyJhIl0', 'bnVsbA', 'W10', 'WzEsMl0'],
];
const oddOfFormat: Readonly<Record<string, readonly string[]>> = {
  uuid: [
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    'ABCDEFAB-CDEF-7ABC-8DEF-ABCDEFABCDEF',
  ],
  date: ['1900-01-01', '2199-12-31', '2024-02-29'],
  'date-time': ['1900-01-01T00:00:00+14:00', '2199-12-31T23:59:59.999999999Z', '2024-02-29T23:59:60Z'],
};

/** What the schema takes at its edges: the largest, the longest, the oldest, the strangest. */
export function oddValues(schema: JsonSchema): { how: string; values: fc.Arbitrary<unknown> }[] {
  const values = choicesOf(schema).flatMap(oddOnes);
  return values.length > 0 ? [{ how: 'odd', values: fc.constantFrom(...values) }] : [];
}

function oddOnes({
  type,
  enum: words,
  const: word,
  minimum,
  maximum,
  pattern,
  format,
  minLength = 0,
  maxLength,
}: JsonSchema): readonly unknown[] {
  if (words || word !== undefined) return [];
  if (type === 'integer') return [maximum ?? Number.MAX_SAFE_INTEGER, minimum ?? Number.MIN_SAFE_INTEGER];
  if (type === 'number') return [maximum ?? 1e300, minimum ?? -1e300, 5e-324, 0.1 + 0.2, -0];
  if (type !== 'string') return [];
  if (format !== undefined)
    return (oddOfFormat[format] ?? []).filter((text) => new RegExp(pattern ?? '', 'u').test(text));
  if (pattern !== undefined)
    return ['9', '0', '-9'].flatMap((digit) => longest(digit, new RegExp(pattern, 'u')));
  const texts = oddTexts.filter(({ length }) => length >= minLength && length <= (maxLength ?? Infinity));
  return maxLength === undefined ? texts : [...texts, '长'.repeat(maxLength)];
}

/** The longest run of one digit that a pattern of digits takes. */
function longest(text: string, pattern: RegExp): string[] {
  const digit = text.at(-1)!;
  const runs = Array.from({ length: 30 }, (_one, i) => text + digit.repeat(i)).filter((run) =>
    pattern.test(run),
  );
  return runs.slice(-1);
}
