import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { Logger } from 'pino';
import { Refusal } from '../kernel/refusal.ts';
import { mountDocs } from './docs.ts';
import { mount, langOf, type MountDeps } from './mount.ts';
import { mountOperations, type OperationsDeps } from './operations.ts';
import { Malformed, problemOf } from './problem.ts';
import type { Door } from './route.ts';
import { mountWeb } from './web.ts';

export interface AppDeps {
  readonly mount: MountDeps;
  readonly operations: OperationsDeps;
  readonly doors: readonly Door[];
  /** Fastify plug-ins of other edges (limits, feed, files, dev pages), registered before the doors. */
  readonly parts: readonly ((app: FastifyInstance) => void | Promise<void>)[];
  readonly logger: Logger;
  readonly version: string;
  /** Folder of the built clients; null serves none (tests of doors). */
  readonly webFolder: string | null;
  /** Where else the pages may fetch video from: scheme, host and port of a media server. */
  readonly mediaOrigin?: string | null;
  /** Tiles of the console's maps; a plain ground when left out. */
  readonly tileUrl?: string | null;
  readonly tls: { readonly cert: string | Buffer; readonly key: string | Buffer } | null;
  readonly trustProxy: boolean;
}

/** JSON bodies are small; uploads raise the limit per endpoint. */
const bodyLimitBytes = 1_000_000;
const notUtf8 = { path: '(body)', message: '编码要用 UTF-8 / the encoding must be UTF-8' };

/** The whole HTTP server, not yet listening. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: deps.logger,
    genReqId: () => randomUUID(),
    bodyLimit: bodyLimitBytes,
    trustProxy: deps.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 400 },
    frameworkErrors: (error, request, reply) => {
      const { status, body } = problemOf(error, null, langOf(request), request.id);
      void (reply as FastifyReply).code(status).send(body);
    },
    ...(deps.tls ? { https: deps.tls } : {}),
  }) as unknown as FastifyInstance;
  keepRawBodies(app);
  answerProblems(app);
  await app.register(cookie);
  for (const part of deps.parts) await part(app);
  mountOperations(app, deps.operations);
  mount(app, deps.doors, deps.mount);
  mountDocs(app, deps.version);
  if (deps.webFolder)
    await mountWeb(app, deps.webFolder, { media: deps.mediaOrigin ?? null, tiles: deps.tileUrl ?? null });
  return app;
}

/** JSON is parsed safely and kept raw for signatures; everything else arrives as bytes for upload endpoints. */
function keepRawBodies(app: FastifyInstance): void {
  // Keys of a prototype are fields too many like any other: the schemas name them, and no object takes them over.
  const parseJson = app.getDefaultJsonParser('ignore', 'ignore');
  app.decorateRequest('rawBody', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    (request as { rawBody?: Buffer }).rawBody = body as Buffer;
    if (body.length === 0) return done(null, {});
    if (!isUtf8(body as Buffer)) return done(new Malformed([notUtf8]));
    parseJson(request, body.toString('utf8'), done);
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { endpoint } = request.routeOptions.config as { endpoint?: Endpoint };
    const { status, body } = problemOf(error, endpoint ?? null, langOf(request), request.id);
    if (status >= 500 && body.kind === 'defect')
      request.log.error({ err: error, requestId: request.id }, 'defect');
    if (status === 503) reply.header('retry-after', '1');
    if (status === 429 && error instanceof Refusal) {
      reply.header('retry-after', String(error.data['retryAfterSeconds'] ?? 1));
    }
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((request, reply) => {
    const { status, body } = problemOf(new Refusal('not-found'), null, langOf(request), request.id);
    return reply.code(status).send(body);
  });
}
