import type { FastifyInstance, InjectOptions } from 'fastify';
import pino from 'pino';
import { contract } from '../../contract/index.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { recordAudit } from '../../src/domains/membership/index.ts';
import { buildApp } from '../../src/edge/app.ts';
import { forgetChangedSessions, openAuth, resolveCaller } from '../../src/edge/auth.ts';
import { limitRates, type RateLimits } from '../../src/edge/limits.ts';
import type { Door } from '../../src/edge/route.ts';
import type { SharedAnswers } from '../../src/edge/shared-answers.ts';
import type { World } from './alliance.ts';

export interface TestApp {
  readonly app: FastifyInstance;
  /** Sends a request like our own page would; `token` is the session's, in the alliance of `slug`. */
  call(request: TestCall): Promise<TestAnswer>;
}

export interface TestCall {
  readonly method: NonNullable<InjectOptions['method']>;
  readonly url: string;
  readonly slug: string;
  readonly token?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}

export interface TestAnswer {
  readonly status: number;
  // A test reads whatever it expects.
  readonly body: Readonly<Record<string, unknown>>;
  /** The session cookie that was set; '' when it was cleared. */
  readonly token: string | undefined;
}

type WhoAsks = (request: Parameters<typeof resolveCaller>[0]) => ReturnType<typeof resolveCaller>;
/** What else listens on the server, and knows the person asking as the doors do. */
export type Part = (server: FastifyInstance, whoAsks: WhoAsks) => void | Promise<void>;

const generous: RateLimits = { perSessionPerMinute: 100_000, perAddressPerMinute: 100_000 };

/** The real server with some doors; the others of the contract answer with a defect. */
export async function openApp(
  world: World,
  doors: readonly Door[],
  {
    limits = generous,
    parts = [],
    shared = null,
  }: { limits?: RateLimits; parts?: readonly Part[]; shared?: SharedAnswers | null } = {},
): Promise<TestApp> {
  const auth = openAuth({ funnel: world.app, clock: world.clock });
  const whoAsks: WhoAsks = (request) => resolveCaller(request, auth);
  const app = await buildApp({
    mount: {
      funnel: world.app,
      shared,
      resolveCaller: whoAsks,
      recordAudit,
    },
    operations: {
      ping: async () => {},
      isReady: () => true,
      isFeedWhole: () => true,
      readGauges: async () => ({}),
    },
    doors: [...doors, ...closedDoors(doors)],
    parts: [
      (server) => limitRates(server, limits),
      (server) => forgetChangedSessions(server, auth),
      ...parts.map((part) => (server: FastifyInstance) => part(server, whoAsks)),
    ],
    logger: pino({ level: 'silent' }),
    version: 'test',
    webFolder: null,
    tls: null,
    trustProxy: false,
  });
  return { app, call: (request) => call(app, request) };
}

function closedDoors(doors: readonly Door[]): Door[] {
  const open = new Set(doors.map(({ endpoint }) => endpoint));
  const all = Object.values(contract).flatMap((endpoints): Endpoint[] => Object.values(endpoints));
  return all
    .filter((endpoint) => !open.has(endpoint))
    .map((endpoint) => ({ endpoint, run: () => Promise.reject(new Error('not opened in this test')) }));
}

async function call(app: FastifyInstance, request: TestCall): Promise<TestAnswer> {
  const { method, url, slug, token, body, headers, remoteAddress } = request;
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-lianbo-alliance': slug, ...headers },
    ...(token ? { cookies: { [`lianbo_${slug}`]: token } } : {}),
    ...(body ? { payload: body } : {}),
    ...(remoteAddress ? { remoteAddress } : {}),
  });
  const cookie = answer.cookies.find(({ name }) => name === `lianbo_${slug}`);
  return {
    status: answer.statusCode,
    body: answer.body ? (JSON.parse(answer.body) as TestAnswer['body']) : {},
    token: cookie?.value,
  };
}
