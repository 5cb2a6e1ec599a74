import { z } from 'zod';

/**
 * How the door runs an endpoint: *read* without a transaction, *act* in one the binder opens, *batch* in one the
 * batcher owns together with its neighbours, *saga* as transaction → network → transaction.
 */
export type Kind = 'read' | 'act' | 'batch' | 'saga';

/** `anyone`: no session needed · `member`: any signed-in person, own rows only · else one of the roles is needed. */
export type Who = 'anyone' | 'member' | readonly StaffRole[];
export type StaffRole = 'operator' | 'shop' | 'host' | 'supplier' | 'courier';

export interface Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify style; every `:name` is a field of the input. Other fields travel in the query (GET, DELETE) or the body. */
  readonly path: `/${string}`;
  readonly kind: Kind;
  readonly who: Who;
  /** A field of the input naming a shop the person must act for; operators act for every shop of their alliance. */
  readonly shopField?: string;
  /** A duty of the rule book the person must hold besides the role. */
  readonly duty?: string;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** The business refusals this endpoint may answer, besides the common ones. */
  readonly refusals?: readonly string[];
  /** The body is one raw file; the other fields then travel in the query. */
  readonly upload?: { readonly types: readonly string[]; readonly maxBytes: number };
  /** The answer is a file: output describes nothing. */
  readonly download?: true;
  /**
   * The same answer for everybody, so the door reads it as nobody and may give one reading to a crowd: it is at most a
   * second old, the clock in it included.
   */
  readonly sameForAll?: true;
  /** Signed links and provider callbacks carry their own proof and skip the origin check. */
  readonly signed?: true;
}

export function endpoint<I extends z.ZodObject, O extends z.ZodType>(record: Endpoint<I, O>): Endpoint<I, O> {
  return record;
}

/** What travels: strings for fen and instants. */
export type WireInput<E extends Endpoint> = z.input<E['input']>;
export type WireOutput<E extends Endpoint> = z.input<E['output']>;
/** What acts take and give: bigint fen and Date. */
export type Input<E extends Endpoint> = z.output<E['input']>;
export type Output<E extends Endpoint> = z.output<E['output']>;

/** Fen travel as decimal strings: JSON numbers lose them and JSON has no bigint. At most ±10 trillion yuan. */
export const fen = z
  .codec(z.string().regex(/^-?\d{1,15}$/, '金额写成整数的分 / fen: a whole number as text'), z.bigint(), {
    decode: (text) => BigInt(text),
    encode: (amountFen) => amountFen.toString(),
  })
  .meta({ title: 'fen' });

/** A sum someone types in: not negative. */
export const positiveFen = z
  .codec(
    z
      .string()
      .regex(/^\d{1,12}$/, '金额写成整数的分，不能是负数 / fen: a whole number as text, not negative'),
    z.bigint(),
    {
      decode: (text) => BigInt(text),
      encode: (amountFen) => amountFen.toString(),
    },
  )
  .meta({ title: 'positive fen' });

/** What starts with a year that a calendar of this business can hold; the database has no year 0, and sums need room. */
function isOurTime(text: string): boolean {
  return /^(19|20|21)/.test(text);
}
const farYear = '年份要在 1900 到 2199 之间 / the year must be 1900 to 2199';

export const instant = z
  .codec(z.iso.datetime({ offset: true }).refine(isOurTime, farYear), z.date(), {
    decode: (text) => new Date(text),
    encode: (at) => at.toISOString(),
  })
  .meta({ title: 'instant' });

export const id = z.uuid();
/** A calendar day in Asia/Shanghai. */
export const day = z.iso.date().refine(isOurTime, farYear);
export const lng = z.coerce.number().min(-180).max(180);
export const lat = z.coerce.number().min(-90).max(90);
export const shortText = z.string().trim().min(1).max(60);
export const longText = z.string().trim().max(2_000);
export const phone = z
  .string()
  .regex(/^1[3-9]\d{9}$/, '11 位大陆手机号 / a mainland mobile number of 11 digits');
/** Pieces. Bounded so that sums stay far from the limits of int4. */
export const pieces = z.coerce.number().int().min(0).max(1_000_000);
export const somePieces = z.coerce.number().int().min(1).max(1_000_000);
/** Yes or no in a query string. */
export const flag = z.stringbool().or(z.boolean());

/** Keyset paging: an opaque cursor from the previous page, and how many rows. */
export const page = {
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), nextCursor: z.string().nullable() });
}

export const nothing = z.object({});
export const done = z.object({ done: z.literal(true) });
