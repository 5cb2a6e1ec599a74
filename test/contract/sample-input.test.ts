import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { sampleInput } from './sample-input.ts';

const endpoints = Object.entries(contract).flatMap(([domain, doors]) =>
  Object.entries(doors as Record<string, Endpoint>).map(
    ([name, door]) => [`${domain}.${name}`, door] as const,
  ),
);

describe.each(endpoints)('%s', (_name, { input }) => {
  test('accepts its smallest and its fullest sample', () => {
    expect(input.safeParse(sampleInput(input)).success).toBe(true);
    expect(input.safeParse(sampleInput(input, { optional: true })).success).toBe(true);
  });
});

test('known values are used wherever their field stands', () => {
  const schema = z.object({ shopId: z.uuid(), lines: z.array(z.object({ shopId: z.uuid() })).min(1) });
  const shopId = '0190f6e2-0000-7000-8000-000000000abc';
  expect(sampleInput(schema, { known: { shopId } })).toEqual({ shopId, lines: [{ shopId }] });
});

test('what may be left out is left out unless asked for', () => {
  const schema = z.object({ a: z.string().optional(), b: z.number().default(3), c: z.string().nullable() });
  expect(Object.keys(sampleInput(schema))).toEqual(['c']);
  expect(Object.keys(sampleInput(schema, { optional: true }))).toEqual(['a', 'b', 'c']);
});

test('a rule it cannot meet is an error, not a wrong sample', () => {
  expect(() => sampleInput(z.object({ iban: z.string().regex(/^DE\d{20}$/) }))).toThrow(
    'add one to the list',
  );
});
