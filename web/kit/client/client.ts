import type { contract } from '../../../contract/index.ts';
import type { Endpoint, WireInput, WireOutput } from '../../../contract/endpoint.ts';
import type { Problem } from '../../../contract/problems.ts';
import { table } from './table.generated.ts';

type Contract = typeof contract;
type Flavour = 'json' | 'upload' | 'download';

export interface CallOptions {
  /** The file of an upload endpoint. */
  readonly file?: Blob;
  /** Repeats with the same key answer the same; every act gets a fresh one when none is given. */
  readonly idempotencyKey?: string;
  readonly dryRun?: boolean;
}

/** One function per endpoint: wire types in and out (fen and instants are strings). */
export type Client = {
  [D in keyof Contract]: {
    [N in keyof Contract[D]]: Contract[D][N] extends Endpoint
      ? (input: WireInput<Contract[D][N]>, options?: CallOptions) => Promise<WireOutput<Contract[D][N]>>
      : never;
  };
};

/** What the client needs of a platform: fetch here, wx.request in a mini-program. */
export interface Transport {
  send(request: {
    method: string;
    url: string;
    headers: Record<string, string>;
    body: string | Blob | null;
  }): Promise<{ status: number; json: unknown; retryAfterSeconds: number | null }>;
  newKey(): string;
  pause(millis: number): Promise<void>;
}

/** Every answer that is not 2xx, and a network that did not answer (kind `offline`). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem | { readonly kind: 'offline' };

  constructor(status: number, problem: ApiProblem['problem']) {
    super('message' in problem ? problem.message : problem.kind);
    this.name = 'ApiProblem';
    this.status = status;
    this.problem = problem;
  }

  /** The refusal code, or null. */
  get code(): string | null {
    return this.problem.kind === 'refusal' ? this.problem.code : null;
  }
}

/**
 * Busy answers are repeated under the same key. Each time the client waits as long as the server asks, and a random
 * time on top whose bound doubles: a crowd that was refused together must not come back together.
 */
const maxTries = 6;
const jitterBaseMs = 400;
const jitterMaxMs = 8_000;

export function makeClient(transport: Transport): Client {
  const client: Record<string, Record<string, unknown>> = {};
  for (const [domain, endpoints] of Object.entries(table)) {
    client[domain] = {};
    for (const [name, [method, path, flavour]] of Object.entries(
      endpoints as Record<string, readonly [string, string, Flavour]>,
    )) {
      client[domain]![name] = (input: Record<string, unknown> = {}, options: CallOptions = {}) =>
        call(transport, method, path, flavour, input, options);
    }
  }
  return client as Client;
}

/** The address of a download endpoint, for links and pictures. */
export function downloadUrl(path: string, input: Record<string, unknown>): string {
  const { url } = address(path, input, true);
  return url;
}

async function call(
  transport: Transport,
  method: string,
  path: string,
  flavour: Flavour,
  input: Record<string, unknown>,
  options: CallOptions,
): Promise<unknown> {
  const inQuery = method === 'GET' || method === 'DELETE' || flavour === 'upload';
  const { url, rest } = address(path, input, inQuery);
  const headers: Record<string, string> = {};
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? transport.newKey();
  if (options.dryRun) headers['x-dry-run'] = '1';
  let body: string | Blob | null = null;
  if (flavour === 'upload') {
    body = options.file ?? null;
    headers['content-type'] = options.file?.type || 'application/octet-stream';
  } else if (!inQuery) {
    body = JSON.stringify(rest);
    headers['content-type'] = 'application/json';
  }
  for (let tries = 1; ; tries += 1) {
    const answer = await transport.send({ method, url, headers, body });
    if (answer.status >= 200 && answer.status < 300) return answer.json;
    if (answer.status !== 503 || tries >= maxTries) {
      throw new ApiProblem(answer.status, answer.json as Problem);
    }
    const jitterMs = Math.random() * Math.min(jitterMaxMs, jitterBaseMs * 2 ** tries);
    await transport.pause((answer.retryAfterSeconds ?? 0) * 1_000 + jitterMs);
  }
}

function address(path: string, input: Record<string, unknown>, inQuery: boolean) {
  const rest: Record<string, unknown> = { ...input };
  const filled = path.replace(/:(\w+)/g, (_hole, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return encodeURIComponent(value);
  });
  if (!inQuery) return { url: filled, rest };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return { url: text ? `${filled}?${text}` : filled, rest };
}
