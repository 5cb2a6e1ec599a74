import { contract } from '../../contract/index.ts';
import type { Endpoint, StaffRole } from '../../contract/endpoint.ts';
import { sampleInput, type KnownValues } from './sample-input.ts';

/** The people of one alliance that calls are made as; each holds exactly what the name says. */
export type PersonName =
  | 'nobody'
  | 'shopper'
  | 'stranger'
  | StaffRole
  | 'otherShop'
  | 'otherHost'
  | 'otherCourier'
  | 'otherSupplier';

export interface PlannedCall {
  readonly operation: string;
  readonly endpoint: Endpoint;
  /** What is tried, in words: the name of the finding when it succeeds. */
  readonly attempt: string;
  readonly as: PersonName;
  /** In which alliance the person stands: the one that owns the ids, or another. */
  readonly from: 'home' | 'far';
  /** Under which alliance the request asks; a token of another one is then nobody's. */
  readonly into: 'home' | 'far';
  readonly input: Record<string, unknown>;
  readonly expected: readonly number[];
}

/** A call with an id of another alliance, and the same call with an id that never existed. */
export interface ForeignCall extends PlannedCall {
  readonly field: string;
  readonly foreign: unknown;
  readonly twin: PlannedCall;
}

/** What exists in an alliance: by field name, and where one operation needs a row in another state, by operation. */
export interface Ids {
  readonly common: KnownValues;
  readonly byOperation: Readonly<Record<string, KnownValues>>;
}

const staffRoles: readonly StaffRole[] = ['operator', 'shop', 'host', 'supplier', 'courier'];

/** Rows of one person, behind these fields of doors that any signed-in person may use. */
const personalFields = ['addressId', 'orderGroupId', 'orderLineId', 'cartLineId', 'claimId'];

/** Rows of one party that the role alone does not open: who else of the same role must be refused. */
const partyFields: Readonly<Partial<Record<StaffRole, { other: PersonName; fields: readonly string[] }>>> = {
  shop: { other: 'otherShop', fields: ['locationId', 'orderGroupId', 'claimId', 'statementId'] },
  host: { other: 'otherHost', fields: ['sessionId', 'statementId'] },
  courier: { other: 'otherCourier', fields: ['routeId', 'stopId', 'statementId'] },
  supplier: { other: 'otherSupplier', fields: ['purchaseOrderId', 'statementId'] },
};

/** Statuses that say: you may, whatever else is wrong with it. */
const letIn = [200, 409, 410, 422, 429, 502];
/** Every refusal of a row that is not there for this person. */
const notThere = [200, 401, 403, 404, 409, 422];

/** Every endpoint under the name of its operation. */
export function allEndpoints(): [operation: string, endpoint: Endpoint][] {
  return Object.entries(contract).flatMap(([domain, doors]) =>
    Object.entries(doors as Record<string, Endpoint>).map(([name, endpoint]): [string, Endpoint] => [
      `${domain}.${name}`,
      endpoint,
    ]),
  );
}

/** The calls on one endpoint that the wrong people make with right ids: each must be refused. */
export function wrongPeople(operation: string, endpoint: Endpoint, ids: Ids): PlannedCall[] {
  const { who } = endpoint;
  if (who === 'anyone') return [];
  const input = inputOf(operation, endpoint, ids);
  const base = { operation, endpoint, from: 'home', into: 'home', input } as const;
  return [
    { ...base, attempt: 'nobody', as: 'nobody', expected: [401] },
    { ...base, attempt: 'a session of another alliance', as: somebodyFor(who), from: 'far', expected: [401] },
    ...wrongRoles(who).map((as): PlannedCall => ({ ...base, attempt: `role ${as}`, as, expected: [403] })),
    ...peersOf(endpoint, input).map((as): PlannedCall => ({
      ...base,
      attempt: `rows of somebody else, as ${as}`,
      as,
      expected: [403, 404],
    })),
  ];
}

function wrongRoles(who: Endpoint['who']): PersonName[] {
  if (typeof who === 'string') return [];
  return ['shopper', ...staffRoles.filter((role) => !who.includes(role))];
}

/** The right role, but somebody else's shop, order, session or route. */
function peersOf({ who, shopField }: Endpoint, input: Record<string, unknown>): PersonName[] {
  const has = (fields: readonly string[]): boolean => fields.some((field) => field in input);
  if (who === 'member') return has(personalFields) ? ['stranger'] : [];
  if (who === 'anyone') return [];
  return who.flatMap((role) => {
    const party = partyFields[role];
    const isOfShop = role === 'shop' && shopField !== undefined && shopField in input;
    return party && (isOfShop || has(party.fields)) ? [party.other] : [];
  });
}

/** The same calls made by the right people: without them a refusal would prove nothing. */
export function rightfulCalls(operation: string, endpoint: Endpoint, ids: Ids): PlannedCall[] {
  const { who } = endpoint;
  const roles: PersonName[] = who === 'anyone' ? ['nobody'] : who === 'member' ? ['shopper'] : [...who];
  const input = inputOf(operation, endpoint, ids);
  const base = { operation, endpoint, from: 'home', into: 'home', attempt: 'rightly', input } as const;
  return roles.map((as) => ({ ...base, as, expected: letIn }));
}

/** For each field that names a row: a call of the far alliance's own people where this one names a row of home. */
export function foreignCalls(
  operation: string,
  endpoint: Endpoint,
  { home, far }: { home: Ids; far: Ids },
): ForeignCall[] {
  const known = { ...home.common, ...home.byOperation[operation] };
  const everything = sampleInput(endpoint.input, { known: far.common, optional: true });
  const as = somebodyFor(endpoint.who);
  const base = { operation, endpoint, as, from: 'far', into: 'far', expected: notThere } as const;
  return idFieldsOf(everything).flatMap((field) => {
    const foreign = known[field];
    if (foreign === undefined) throw new Error(`${operation}: the small world has no ${field}`);
    const attempt = `${field} of another alliance`;
    const input = inputOf(operation, endpoint, far, { field, value: foreign });
    const nowhere = inputOf(operation, endpoint, far, { field, value: neverWas(foreign) });
    return { ...base, attempt, input, field, foreign, twin: { ...base, attempt: 'nowhere', input: nowhere } };
  });
}

function somebodyFor(who: Endpoint['who']): PersonName {
  return who === 'anyone' ? 'nobody' : who === 'member' ? 'shopper' : who[0]!;
}

/** The smallest input with what the operation needs, and one field of it, at whatever depth, set to a value. */
function inputOf(
  operation: string,
  { input }: Endpoint,
  { common, byOperation }: Ids,
  set?: { field: string; value: unknown },
): Record<string, unknown> {
  const needed = byOperation[operation] ?? {};
  const known = { ...common, ...needed, ...(set ? { [set.field]: set.value } : {}) };
  const smallest = sampleInput(input, { known });
  const fullest = sampleInput(input, { known, optional: true });
  const carriers = Object.entries(fullest).filter(
    ([name, value]) =>
      name in needed || (set && (name === set.field || idFieldsOf(value).includes(set.field))),
  );
  return { ...smallest, ...Object.fromEntries(carriers) };
}

/** Names of the fields, at any depth, that name a row. */
function idFieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(idFieldsOf))];
  if (!value || typeof value !== 'object') return [];
  const found = Object.entries(value).flatMap(([name, inner]) => [
    ...(/(Ids?|^goodsKey|^shareCode|^token)$/.test(name) ? [name] : []),
    ...idFieldsOf(inner),
  ]);
  return [...new Set(found)];
}

/** The same kind of name for something that is nowhere. */
export function neverWas(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(neverWas);
  const text = String(value);
  const nowhere = text.replaceAll(/[0-9a-f]{12}(?![0-9a-f-])/g, '0000deadbeef');
  return nowhere === text ? `${text.slice(0, -3)}zzz` : nowhere;
}
