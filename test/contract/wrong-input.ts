import fc from 'fast-check';
import { z } from 'zod';
import type { Endpoint } from '../../contract/endpoint.ts';
import { oddValues } from './odd-values.ts';
import type { JsonSchema } from './sample-input.ts';
import { choicesOf, prototypeWords, wrongValues, type Carrier } from './wrong-values.ts';

export type Input = Readonly<Record<string, unknown>>;

/** One change in one place of an otherwise right input. */
export interface Flaw {
  /** As an answer must name it: "lines.0.quantity". */
  readonly field: string;
  readonly how: string;
  readonly inputs: fc.Arbitrary<Input>;
}

/** A field at any depth, and what the contract says of it. The input itself is the place without a path. */
interface Place {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
  readonly carrier: Carrier;
}

/** Where a field of an endpoint travels. */
export function carrierOf({ method, path, upload }: Endpoint, field: string): Carrier {
  if (path.split('/').includes(`:${field}`)) return 'path';
  return method === 'GET' || method === 'DELETE' || upload ? 'query' : 'body';
}

/** Every mistake that can be made in this input: each field at any depth wrong, left out, or one too many. */
export function flawsOf(endpoint: Endpoint, right: Input): Flaw[] {
  return placesIn(endpoint, right).flatMap((place) => [
    ...changes(right, place, wrongValues(place.schema, place.carrier)),
    ...leftOut(endpoint, right, place),
    ...oneTooMany(right, place),
  ]);
}

/** What the contract allows and nobody expects, in one field at a time: the others are the fewest that do. */
export function odditiesOf(endpoint: Endpoint, fullest: Input, smallest: Input): Flaw[] {
  return placesIn(endpoint, fullest).flatMap((place) => {
    const [name = ''] = place.path;
    return changes({ ...smallest, [name]: fullest[name] }, place, oddValues(place.schema));
  });
}

function placesIn(endpoint: Endpoint, right: Input): Place[] {
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const fields = Object.entries(schema.properties ?? {});
  return [
    { path: [], schema, carrier: carrierOf(endpoint, '') },
    ...fields.flatMap(([name, field]) => placesFrom([name], field, carrierOf(endpoint, name), right[name])),
  ];
}

function placesFrom(path: readonly string[], schema: JsonSchema, carrier: Carrier, value: unknown): Place[] {
  const here: Place = { path, schema, carrier };
  if (!value || typeof value !== 'object') return [here];
  if (Array.isArray(value)) {
    return value.length > 0
      ? [here, ...placesFrom([...path, '0'], schema.items!, carrier, value[0])]
      : [here];
  }
  const shape = choicesOf(schema).find((one) => fits(one, value as Input))!;
  const inner = Object.entries(shape.properties ?? {}).flatMap(([name, field]) =>
    placesFrom([...path, name], field, carrier, (value as Input)[name]),
  );
  return [{ ...here, schema: shape }, ...inner];
}

/** The one of several that this sample was made from. */
function fits({ properties = {} }: JsonSchema, value: Input): boolean {
  return Object.entries(properties).every(
    ([name, { const: word }]) => word === undefined || word === value[name],
  );
}

function changes(
  right: Input,
  { path }: Place,
  of: readonly { how: string; values: fc.Arbitrary<unknown> }[],
): Flaw[] {
  if (path.length === 0) return [];
  return of.map(({ how, values }) => ({
    ...{ field: path.join('.'), how },
    inputs: values.map((value) => withValue(right, path, value)),
  }));
}

function leftOut(endpoint: Endpoint, right: Input, { path, schema: { required = [] } }: Place): Flaw[] {
  const mayLack = (name: string): boolean => path.length > 0 || carrierOf(endpoint, name) !== 'path';
  return required.filter(mayLack).map((name) => ({
    ...{ field: [...path, name].join('.'), how: 'left out' },
    inputs: fc.constant(withValue(right, [...path, name], undefined)),
  }));
}

function oneTooMany(right: Input, { path, schema, carrier }: Place): Flaw[] {
  if (schema.type !== 'object' || schema.additionalProperties !== undefined) return [];
  const values = fc.constantFrom<unknown>('1', carrier === 'body' ? { prototype: { role: 'operator' } } : '');
  return [...prototypeWords, 'isAdmin'].map((name) => ({
    ...{ field: [...path, name].join('.'), how: 'one too many' },
    inputs: values.map((value) => withValue(right, [...path, name], value)),
  }));
}

/** A copy with one value changed; undefined takes it out. Own properties only, whatever their name. */
function withValue(at: unknown, [name, ...deeper]: readonly string[], value: unknown): Input {
  if (name === undefined) return value as Input;
  if (Array.isArray(at)) {
    return at.map((one, i) => (String(i) === name ? withValue(one, deeper, value) : one)) as never;
  }
  const inner = deeper.length === 0 ? value : withValue((at as Input)[name], deeper, value);
  const others = Object.entries(at as Input).filter(([other]) => other !== name);
  return Object.fromEntries(inner === undefined ? others : [...others, [name, inner]]);
}
