import fc from 'fast-check';
import type { JsonSchema } from './sample-input.ts';

/** How a field travels: as JSON in the body, or as text in the query or the path. */
export type Carrier = 'body' | 'query' | 'path';

/** One way to get a field wrong, with the values that do it. */
export interface Wrong {
  readonly how: string;
  readonly values: fc.Arbitrary<unknown>;
}

const farTooLong = 20_000;
export const prototypeWords = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
/** PostgreSQL stores no NUL and no half of a surrogate pair. In a query torn bytes arrive as the text "%ED%A0%80". */
const nul = fc.constant('\0');
const unstorable = fc.constantFrom('\0', '\uD800', '\uDFFF', '\uDC00\uD83D');
/** What `Number` or a careless parser takes for a number, and what it does not. */
const notNumbers = ['x1', '1e999', '0x10', '1,5', 'NaN', 'Infinity', '一', '９', '9'.repeat(400)];
const emptyTexts = ['', ' ', '\t\n', '\u3000'];

const valuesOfType: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  boolean: fc.boolean(),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  string: fc.string().map((text) => `x${text}`),
  array: fc.array(fc.integer(), { maxLength: 3 }),
  object: fc.dictionary(fc.constantFrom('a', 'constructor', 'length'), fc.integer(), { maxKeys: 3 }),
};

/** What a field must refuse, judged by the JSON schema alone and not by what decodes it. */
export function wrongValues(schema: JsonSchema, carrier: Carrier): Wrong[] {
  const choices = choicesOf(schema);
  const types = new Set(choices.flatMap(typesOf));
  const only = choices.filter((one) => one.type !== 'null');
  return [
    ...(carrier === 'body' ? otherTypes(types) : []),
    ...(carrier === 'query' ? [{ how: 'said twice', values: fc.constant(['1', '1']) }] : []),
    ...(only.length === 1 ? outOfBounds(only[0]!, carrier) : []),
    ...otherWords(only, types),
  ].map(({ how, values }) => ({ how, values: carrier === 'path' ? values.filter(isSegment) : values }));
}

/** A dot or nothing makes another path of it, which is another door or none. */
function isSegment(value: unknown): boolean {
  return !['', '.', '..'].includes(String(value).trim());
}

function otherTypes(types: ReadonlySet<string>): Wrong[] {
  return Object.entries(valuesOfType)
    .filter(([type]) => !types.has(type))
    .map(([type, values]) => ({ how: `a value of type ${type}`, values }));
}

function outOfBounds(schema: JsonSchema, carrier: Carrier): Wrong[] {
  if (schema.const !== undefined || schema.enum) return [];
  const types = typesOf(schema);
  if (types.includes('number')) return numbersOutside(schema);
  if (types.includes('boolean'))
    return carrier === 'body' ? [] : [wrong('no flag', fc.constantFrom('', 'perhaps', '2'))];
  if (types.includes('string')) return textsOutside(schema, carrier);
  return types.includes('array') ? listsOutside(schema) : [];
}

function numbersOutside({ type, minimum, exclusiveMinimum, maximum }: JsonSchema): Wrong[] {
  const least = minimum ?? exclusiveMinimum;
  const isBounded = (limit: number | undefined): limit is number =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER;
  return [
    wrong('no number', fc.constantFrom(...notNumbers, ...emptyTexts)),
    ...(isBounded(least)
      ? [
          wrong(
            'below the least',
            fc.constantFrom(1, 500, 1e30).map((n) => least - n),
          ),
        ]
      : []),
    ...(isBounded(maximum)
      ? [
          wrong(
            'above the most',
            fc.constantFrom(1, 1e9, 1e30).map((n) => maximum + n),
          ),
        ]
      : []),
    ...(type === 'integer'
      ? [
          wrong(
            'a fraction',
            fc.integer({ min: 1, max: 99 }).map((n) => n + 0.5),
          ),
        ]
      : []),
  ];
}

function textsOutside({ minLength, maxLength, pattern, format }: JsonSchema, carrier: Carrier): Wrong[] {
  const isFree = pattern === undefined && format === undefined;
  const shape = new RegExp(pattern ?? '', 'u');
  const odd = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom(
      ...emptyTexts,
      ...prototypeWords,
      "'; drop table members --",
      '１２３',
      '2026-02-30',
      'null',
    ),
  );
  const around = fc.tuple(
    fc.constantFrom('', '样品'),
    carrier === 'query' ? nul : unstorable,
    fc.constantFrom('', 'x'),
  );
  return [
    // Spaces around it may be trimmed, and then it fits.
    ...(isFree
      ? []
      : [
          wrong(
            'another shape',
            odd.filter((text) => !shape.test(text.trim())),
          ),
        ]),
    ...(format === 'date'
      ? [wrong('another age', fc.constantFrom('0000-01-01', '1492-10-12', '9999-12-31'))]
      : []),
    ...(format === 'date-time'
      ? [wrong('another age', fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'))]
      : []),
    ...(isFree && minLength ? [wrong('empty', fc.constant(''))] : []),
    ...(maxLength
      ? [
          wrong(
            'too long',
            fc.constantFrom(1, farTooLong).map((n) => '长'.repeat(maxLength + n)),
          ),
        ]
      : []),
    wrong(
      'text that cannot be stored',
      around.map((parts) => parts.join('')),
    ),
  ];
}

function listsOutside({ minItems, maxItems }: JsonSchema): Wrong[] {
  return [
    ...(minItems ? [wrong('too few', fc.constant([]))] : []),
    ...(maxItems ? [wrong('too many', fc.constant(Array.from({ length: maxItems + 1 }, () => null)))] : []),
  ];
}

/** Words that a list of words does not have, those of every object among them. */
function otherWords(choices: readonly JsonSchema[], types: ReadonlySet<string>): Wrong[] {
  const words = choices.flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const]));
  if (words.length === 0 || types.has('object')) return [];
  return [
    wrong('another word', fc.constantFrom('', ...prototypeWords, `${String(words[0]).toUpperCase()}!`)),
  ];
}

function wrong(how: string, values: fc.Arbitrary<unknown>): Wrong {
  return { how, values };
}

/** A schema of several is each of them. */
export function choicesOf(schema: JsonSchema): readonly JsonSchema[] {
  const choice = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  return choice ? choice.flatMap(choicesOf) : [schema];
}

function typesOf({ type, enum: words, const: word }: JsonSchema): string[] {
  const said = [type ?? []].flat();
  const spoken = [...(words ?? []), ...(word === undefined ? [] : [word])].map((one) => typeof one);
  return [...said, ...spoken].map((one) => (one === 'integer' ? 'number' : one));
}
