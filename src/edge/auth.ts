import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Funnel } from '../engines/db/funnel.ts';
import { hashToken } from '../engines/token.ts';
import { findAllianceBySlug, findSession, isDueToBeSeen, seeSession } from '../domains/membership/index.ts';
import { dutiesOf, findVersionInForce } from '../domains/rulebook/index.ts';
import type { Actor } from '../kernel/actor.ts';
import type { Clock } from '../kernel/clock.ts';
import { Refusal } from '../kernel/refusal.ts';
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
  return { funnel, alliances: openShortCache(clock), sessions: openShortCache(clock) };
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
  const actor = await deps.sessions.get(`${allianceId} ${tokenHash.toString('base64')}`, () =>
    findActor(allianceId, tokenHash, deps),
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

/** The person behind a session, with the duties of the rule book in force. Once an hour the session is moved on. */
async function findActor(allianceId: string, tokenHash: Buffer, deps: AuthDeps): Promise<Actor | null> {
  const scope = { allianceId, actor: null };
  const found = await deps.funnel.read(scope, async (db) => {
    const session = await findSession(db, tokenHash);
    if (!session) return null;
    const book = await findVersionInForce(db);
    const duties = dutiesOf(book?.rules ?? { duties: [] }, session.actor);
    return { actor: { ...session.actor, duties }, isDue: isDueToBeSeen(session.seenAt, db.now) };
  });
  if (found?.isDue) await deps.funnel.transact(scope, (tx) => seeSession(tx, tokenHash));
  return found?.actor ?? null;
}
