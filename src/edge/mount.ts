import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Tx } from '../engines/db/tx.ts';
import { Refusal } from '../kernel/refusal.ts';
import type { Caller } from './auth.ts';
import { checkOrigin } from './origin.ts';
import { doorSchema } from './door-schema.ts';
import { checkPermission } from './permission.ts';
import { decode, Malformed, type Lang } from './problem.ts';
import type { Call, Door, DoorRequest, FileAnswer } from './route.ts';
import type { SharedAnswers } from './shared-answers.ts';

export interface MountDeps {
  readonly funnel: Funnel;
  /** Null reads every page anew. */
  readonly shared: SharedAnswers | null;
  resolveCaller(request: FastifyRequest): Promise<Caller>;
  recordAudit(tx: Tx, entry: { operation: string; subject: string; detail: string }): Promise<void>;
}

const idempotencyKeyShape = /^[\w-]{8,64}$/;

/** Puts every door on the server and makes sure that the contract and the doors are one to one. */
export function mount(app: FastifyInstance, doors: readonly Door[], deps: MountDeps): void {
  const names = new Map<Endpoint, string>();
  for (const [domain, endpoints] of Object.entries(contract)) {
    for (const [name, endpoint] of Object.entries(endpoints as Record<string, Endpoint>))
      names.set(endpoint, `${domain}.${name}`);
  }
  for (const door of doors) {
    const operation = names.get(door.endpoint);
    if (!operation) throw new Error(`${door.endpoint.path} is bound twice or not in the contract`);
    names.delete(door.endpoint);
    mountOne(app, door, operation, deps);
  }
  if (names.size > 0) throw new Error(`Contract without a door: ${[...names.values()].join(', ')}`);
}

function mountOne(app: FastifyInstance, door: Door, operation: string, deps: MountDeps): void {
  const { endpoint } = door;
  const isShared = endpoint.sameForAll || door.own !== undefined;
  if (isShared && (endpoint.kind !== 'read' || endpoint.who !== 'anyone' || endpoint.download)) {
    throw new Error(`${operation} cannot be the same for all: only a page that anyone may read is`);
  }
  // Unknown fields are mistakes: say so instead of dropping them. A provider's callback may carry anything.
  const schema = doorSchema(endpoint.input);
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    config: { endpoint, operation },
    ...(endpoint.upload ? { bodyLimit: endpoint.upload.maxBytes } : {}),
    handler: async (request, reply) => {
      const lang = langOf(request);
      if (!endpoint.signed) checkOrigin(request);
      const caller = await deps.resolveCaller(request);
      const input = decode(schema, gather(request, endpoint), lang) as Record<string, unknown>;
      checkPermission(endpoint, caller.actor, input);
      const requestOf = (asking: Caller): DoorRequest => ({
        funnel: deps.funnel,
        scope: { allianceId: asking.allianceId, actor: asking.actor },
        input: input as never,
        call: callOf(request, reply, endpoint, asking, lang),
        operation,
        dryRun: request.headers['x-dry-run'] === '1',
        afterAct: (tx) => audit(tx, endpoint, operation, input, deps),
      });
      const run = (asking: Caller): Promise<unknown> => door.run(requestOf(asking));
      if (isShared && deps.shared) {
        const nobody: Caller = { ...caller, actor: null, tokenHash: null };
        const common = await deps.shared.get(caller.allianceId, keyOfPage(operation, input), async () =>
          JSON.stringify(z.encode(endpoint.output, (await run(nobody)) as never)),
        );
        const text =
          door.own && caller.actor
            ? JSON.stringify(await door.own(requestOf(caller), JSON.parse(common) as never))
            : common;
        return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(text);
      }
      const answer = await run(caller);
      if (Array.isArray(endpoint.who) && endpoint.kind !== 'read') deps.shared?.forget(caller.allianceId);
      return send(reply, endpoint, answer);
    },
  });
}

/** The schema decodes in a fixed order of fields, so equal questions have equal keys. */
function keyOfPage(operation: string, input: Record<string, unknown>): string {
  return `${operation} ${JSON.stringify(input)}`;
}

export function langOf(request: FastifyRequest): Lang {
  const wanted = request.headers['x-lianbo-lang'] ?? request.headers['accept-language'] ?? 'zh';
  return String(wanted).toLowerCase().startsWith('en') ? 'en' : 'zh';
}

/** Path, query and body become one flat input; a name may come from one of them only. */
function gather(request: FastifyRequest, endpoint: Endpoint): Record<string, unknown> {
  const params = request.params as Record<string, unknown>;
  const query = request.query as Record<string, unknown>;
  const takesBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE' && !endpoint.upload;
  if (!takesBody) return { ...query, ...params };
  const body = request.body === undefined ? {} : request.body;
  // Another content type arrives as bytes.
  if (typeof body !== 'object' || body === null || Array.isArray(body) || Buffer.isBuffer(body))
    throw new Malformed([{ path: '(body)', message: '需要一个 JSON 对象 / a JSON object is needed' }]);
  return { ...(body as Record<string, unknown>), ...params };
}

function callOf(
  request: FastifyRequest,
  reply: FastifyReply,
  endpoint: Endpoint,
  caller: Caller,
  lang: Lang,
): Call {
  const cookieName = `lianbo_${caller.slug}`;
  // Behind a trusted proxy the protocol is the one the browser used.
  const secure = request.protocol === 'https';
  const cookie = { httpOnly: true, sameSite: 'lax' as const, path: '/', secure };
  return {
    requestId: request.id,
    ip: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
    lang,
    slug: caller.slug,
    tokenHash: caller.tokenHash,
    idempotencyKey: keyOf(request),
    headers: request.headers,
    file: endpoint.upload ? fileOf(request, endpoint.upload.types) : null,
    rawBody: (request as { rawBody?: Buffer }).rawBody ?? null,
    setCookie: (token, expires) => void reply.setCookie(cookieName, token, { ...cookie, expires }),
    clearCookie: () => void reply.clearCookie(cookieName, cookie),
  };
}

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !idempotencyKeyShape.test(key)) {
    throw new Malformed([
      {
        path: 'Idempotency-Key',
        message: '8–64 个字母、数字、下划线或连字符 / 8–64 letters, digits, _ or -',
      },
    ]);
  }
  return key;
}

function fileOf(request: FastifyRequest, types: readonly string[]): { bytes: Uint8Array; type: string } {
  const type = String(request.headers['content-type'] ?? '')
    .split(';')[0]!
    .trim()
    .toLowerCase();
  if (!types.includes(type)) throw new Refusal('file-type', { types: types.join(', ') }, 'file');
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
    throw new Malformed([{ path: 'file', message: '文件是空的 / the file is empty' }]);
  }
  return { bytes: request.body, type };
}

/** Privileged acts leave a trace in their own transaction. Secrets never reach the detail. */
async function audit(
  tx: Tx,
  endpoint: Endpoint,
  operation: string,
  input: Record<string, unknown>,
  deps: MountDeps,
): Promise<void> {
  if (!Array.isArray(endpoint.who) || endpoint.method === 'GET') return;
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!));
  const subject = [...inPath].map((name) => String(input[name])).join('/');
  const rest = Object.entries(input).filter(([name]) => !inPath.has(name) && !/password|token/i.test(name));
  const detail = JSON.stringify(Object.fromEntries(rest), (_k, v: unknown) =>
    typeof v === 'bigint' ? v.toString() : v,
  );
  await deps.recordAudit(tx, { operation, subject, detail: detail.slice(0, 1_000) });
}

function send(reply: FastifyReply, endpoint: Endpoint, answer: unknown): unknown {
  if (endpoint.download) {
    const file = answer as FileAnswer;
    return reply
      .header('content-type', file.type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
      .send(file.bytes);
  }
  return reply.header('cache-control', 'no-store').send(z.encode(endpoint.output, answer as never));
}
