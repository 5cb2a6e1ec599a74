import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Funnel } from '../engines/db/funnel.ts';
import { hashToken } from '../engines/token.ts';
import { findAllianceBySlug, findSessions, isDueToBeSeen, seeSessions } from '../domains/membership/index.ts';
import { dutiesOf, findVersionInForce } from '../domains/rulebook/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { Refusal } from '../kernel/refusal.ts';
import { createBatcher, type Batcher } from './batcher.ts';
import { openShortCache, type ShortCache } from './short-cache.ts';

/** Who asks, and in which alliance. Nobody signed in: actor and tokenHash are null. */
export interface Caller {
  readonly allianceId: string;
  readonly slug: string;
  readonly actor: Actor | null;
  readonly tokenHash: Buffer | null;
}

export interface AuthDeps {
  readonly funnel: Funnel;
  readonly alliances: ShortCache<{ allianceId: string; slug: string }>;
  readonly sessions: ShortCache<Actor>;
  /** Look-ups by alliance: those that come together travel together. */
  readonly lookUps: Batcher<Buffer, Actor | null>;
}

/** A token is 32 random bytes; anything else is not worth a look-up. */
const tokenShape = /^[\w-]{43}$/;
const slugShape = /^[a-z][a-z0-9-]{1,30}$/;
/** After these, a remembered session may say what is no longer true. */
const changesSessions = new Set([
  'membership.signInByCode',
  'membership.signInByPassword',
  'membership.signOut',
  'membership.setPassword',
  'membership.addShop',
  'membership.giveGrant',
  'membership.takeGrant',
]);

export function openAuth({ funnel, clock }: { funnel: Funnel; clock: Clock }): AuthDeps {
  return {
    funnel,
    alliances: openShortCache(clock),
    sessions: openShortCache(clock),
    lookUps: createBatcher({ run: (allianceId, hashes) => findActors(funnel, allianceId, hashes) }),
  };
}

/** Forgets remembered sessions after whatever changes them: once it is committed, before the answer leaves. */
export function forgetChangedSessions(app: FastifyInstance, { sessions }: AuthDeps): void {
  app.addHook('onSend', async (request) => {
    const { operation } = request.routeOptions.config as { operation?: string };
    if (operation && changesSessions.has(operation)) sessions.clear();
  });
}

/**
 * The alliance is named by the header `x-lianbo-alliance` (WebSocket: the query field `alliance`), else the oldest; the
 * person by the cookie `lianbo_<slug>`. Refuses `unknown-alliance`. A cookie that opens nothing is nobody.
 */
export async function resolveCaller(request: FastifyRequest, deps: AuthDeps): Promise<Caller> {
  const { allianceId, slug } = await findAlliance(wantedSlug(request), deps);
  const token = request.cookies[`lianbo_${slug}`];
  const nobody: Caller = { allianceId, slug, actor: null, tokenHash: null };
  if (!token || !tokenShape.test(token)) return nobody;
  const tokenHash = hashToken(token);
  const key = tokenHash.toString('base64');
  const actor = await deps.sessions.get(`${allianceId} ${key}`, () =>
    deps.lookUps.submit(allianceId, key, tokenHash),
  );
  return actor ? { allianceId, slug, actor, tokenHash } : nobody;
}

function wantedSlug(request: FastifyRequest): string | null {
  const isSocket = request.headers.upgrade?.toLowerCase() === 'websocket';
  const named = isSocket
    ? (request.query as Record<string, unknown>)['alliance']
    : request.headers['x-lianbo-alliance'];
  if (named === undefined || named === '') return null;
  if (typeof named !== 'string' || !slugShape.test(named)) throw new Refusal('unknown-alliance');
  return named;
}

async function findAlliance(slug: string | null, { funnel, alliances }: AuthDeps) {
  const found = await alliances.get(slug ?? '', () =>
    funnel.read({ allianceId: '', actor: null }, (db) => findAllianceBySlug(db, slug)),
  );
  if (!found) throw new Refusal('unknown-alliance');
  return found;
}

/** The people behind sessions, with the duties of the rule book in force. Once an hour a session is moved on. */
async function findActors(
  funnel: Funnel,
  allianceId: string,
  tokenHashes: readonly Buffer[],
): Promise<(Actor | null)[]> {
  const scope = { allianceId, actor: null };
  const { sessions, rules, now } = await funnel.read(scope, async (db) => {
    const [found, book] = await Promise.all([findSessions(db, tokenHashes), findVersionInForce(db)]);
    return { sessions: found, rules: book?.rules ?? { duties: [] }, now: db.now };
  });
  const due = tokenHashes.filter((_, at) => sessions[at] && isDueToBeSeen(sessions[at].seenAt, now));
  if (due.length > 0) await funnel.transact(scope, (tx) => seeSessions(tx, due));
  return sessions.map((session) => session && { ...session.actor, duties: dutiesOf(rules, session.actor) });
}
