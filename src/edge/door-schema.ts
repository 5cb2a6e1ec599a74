import { z } from 'zod';

/** What a query string may write for a number; `Number` would also take '', null and true. */
const digits = /^-?\d{1,30}(\.\d{1,30})?(e-?\d{1,2})?$/;

/** Marks the issue of `storable`, whose sentence depends on the language asked for. */
export const unstorableText = 'unstorable-text';

/** PostgreSQL stores no NUL, and half of a surrogate pair has no encoding. */
const storable = z.refine<string>((text) => text.isWellFormed() && !text.includes('\0'), {
  params: { why: unstorableText },
});

/**
 * The schema of the contract as a door reads it: at every depth a field too many is an issue, a number is a number or
 * its digits, and text is something that can be stored.
 */
export function doorSchema(input: z.ZodObject): z.ZodObject {
  return guarded(input) as z.ZodObject;
}

type Def = z.core.$ZodTypes['_zod']['def'];

function guarded(schema: z.core.$ZodType): z.core.$ZodType {
  const def = (schema as z.ZodType).def as Def;
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(
        Object.entries(def.shape).map(([name, field]) => [name, guarded(field)]),
      );
      return rebuilt(schema, { ...def, shape, catchall: def.catchall ?? z.never() });
    }
    case 'array':
      return rebuilt(schema, { ...def, element: guarded(def.element) });
    case 'optional':
    case 'nullable':
    case 'default':
      return rebuilt(schema, { ...def, innerType: guarded(def.innerType) });
    case 'union':
      return rebuilt(schema, { ...def, options: def.options.map(guarded) });
    case 'pipe':
      return rebuilt(schema, { ...def, in: guarded(def.in) });
    case 'string':
      return (schema as z.ZodString).check(storable);
    case 'number':
      return z.preprocess(fromDigits, rebuilt(schema, { ...def, coerce: false }));
    default:
      return schema;
  }
}

function fromDigits(value: unknown): unknown {
  return typeof value === 'string' && digits.test(value) ? Number(value) : value;
}

function rebuilt(schema: z.core.$ZodType, def: object): z.core.$ZodType {
  return z.core.clone(schema, def as Def);
}
