import { z } from 'zod';

/** Values to use wherever a field of this name appears, at any depth: ids that exist, a date that lies ahead. */
export type KnownValues = Readonly<Record<string, unknown>>;

export interface SampleOptions {
  readonly known?: KnownValues;
  /** Also fill what may be left out. */
  readonly optional?: boolean;
}

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: unknown;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** Tried in this order against a pattern; a pattern that none fits wants its own line here. */
const texts = ['sample', '1', '13800138000', '042042', '6901234567892', '0042', 'sample-0042', '样品'];
const formats: Readonly<Record<string, string>> = {
  uuid: '0190f6e2-0000-7000-8000-0000000000ff',
  date: '2026-11-24',
  'date-time': '2026-11-24T08:00:00.000Z',
};

/**
 * The smallest input in wire form that the schema accepts. Known values win over invented ones.
 *
 * @throws Error when what came out is not accepted: then a pattern or rule is new and has to be taught here.
 */
export function sampleInput(schema: z.ZodObject, options: SampleOptions = {}): Record<string, unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const sample = sampleOf(json, options) as Record<string, unknown>;
  const parsed = schema.safeParse(sample);
  if (!parsed.success) {
    throw new Error(`No sample: ${z.prettifyError(parsed.error)}\n${JSON.stringify(sample)}`);
  }
  return sample;
}

function sampleOf(schema: JsonSchema, options: SampleOptions): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choice = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choice) return sampleOf(choice[0]!, options);
  // A flag is a boolean or one of a few words that the schema does not tell.
  const types = [schema.type].flat();
  const type = types.includes('boolean') ? 'boolean' : types[0];
  if (type === 'object') return objectOf(schema, options);
  if (type === 'array') {
    return Array.from({ length: Math.max(schema.minItems ?? 0, options.optional ? 1 : 0) }, () =>
      sampleOf(schema.items ?? {}, options),
    );
  }
  if (type === 'number' || type === 'integer') return numberOf(schema);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return textOf(schema);
}

function objectOf({ properties = {}, required = [] }: JsonSchema, options: SampleOptions) {
  const wanted = Object.entries(properties).filter(([name]) => options.optional || required.includes(name));
  return Object.fromEntries(
    wanted.map(([name, field]) => [
      name,
      options.known && name in options.known ? options.known[name] : sampleOf(field, options),
    ]),
  );
}

function numberOf({ minimum, exclusiveMinimum }: JsonSchema): number {
  if (exclusiveMinimum !== undefined) return exclusiveMinimum + 1;
  // Zod writes the limits of safe integers where there is no other.
  return minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : 1;
}

function textOf({ format, pattern, minLength = 0, maxLength = Infinity }: JsonSchema): string {
  const named = format === undefined ? undefined : formats[format];
  if (named !== undefined) return named;
  const fits = (text: string): boolean =>
    text.length >= minLength &&
    text.length <= maxLength &&
    (pattern === undefined || new RegExp(pattern, 'u').test(text));
  const text = texts.find(fits) ?? texts[0]!.padEnd(minLength, 'x');
  if (!fits(text)) throw new Error(`No sample text fits ${pattern}: add one to the list`);
  return text;
}
