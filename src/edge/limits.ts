import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import { Refusal } from '../kernel/refusal.ts';

export interface RateLimits {
  /** Requests of one session in a minute: LIANBO_RATE_PER_SESSION. */
  readonly perSessionPerMinute: number;
  /** Requests from one address in a minute; a whole street may share it: LIANBO_RATE_PER_ADDRESS. */
  readonly perAddressPerMinute: number;
}

const windowMs = 60_000;
/** Sessions and addresses counted at a time; the ones unused for longest are forgotten. */
const countedMax = 20_000;
const keyLengthMax = 64;

/**
 * Bounds requests to the doors of the contract, pages and probes excepted. Refuses `too-many-requests`. A payment
 * provider's callbacks come from few addresses in bursts and are bounded by their own queue instead.
 */
export async function limitRates(app: FastifyInstance, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, { global: false, cache: countedMax });
  const perSession = app.createRateLimit({
    max: limits.perSessionPerMinute,
    timeWindow: windowMs,
    keyGenerator: (request) => `session ${sessionCookie(request)}`,
  });
  const perAddress = app.createRateLimit({
    max: limits.perAddressPerMinute,
    timeWindow: windowMs,
    keyGenerator: (request) => `address ${request.ip}`,
  });
  app.addHook('onRequest', async (request) => {
    const { endpoint } = request.routeOptions.config as { endpoint?: Endpoint };
    if (!endpoint || (endpoint.signed && endpoint.kind === 'batch')) return;
    await refuseBeyond(perAddress, request);
    if (sessionCookie(request)) await refuseBeyond(perSession, request);
  });
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

async function refuseBeyond(limiter: Limiter, request: FastifyRequest): Promise<void> {
  const state = await limiter(request);
  if (state.isAllowed || !state.isExceeded) return;
  throw new Refusal('too-many-requests', { retryAfterSeconds: Math.max(1, state.ttlInSeconds) });
}

/** Inventing cookies gains nothing: the address counts them all. */
function sessionCookie(request: FastifyRequest): string {
  const name = Object.keys(request.cookies).find((cookie) => cookie.startsWith('lianbo_'));
  return (name && request.cookies[name]?.slice(0, keyLengthMax)) ?? '';
}
