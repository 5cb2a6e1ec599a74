import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Endpoint, Input, Output } from '../../contract/endpoint.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Reader, Scope, Tx } from '../engines/db/tx.ts';

/** What a door knows of the request besides its input. */
export interface Call {
  readonly requestId: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly lang: 'zh' | 'en';
  readonly slug: string;
  readonly tokenHash: Buffer | null;
  readonly idempotencyKey: string | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The uploaded file of an endpoint with `upload`. */
  readonly file: { readonly bytes: Uint8Array; readonly type: string } | null;
  /** The body as it arrived, for signatures. */
  readonly rawBody: Buffer | null;
  setCookie(token: string, expiresAt: Date): void;
  clearCookie(): void;
}

/** A download endpoint answers with this instead of JSON. */
export interface FileAnswer {
  readonly fileName: string;
  readonly type: string;
  readonly bytes: Uint8Array | string;
}

/** What a saga runs its transactions with: the caller's scope is already bound. */
export interface SagaRun {
  readonly scope: Scope;
  read<T>(work: (db: Reader) => Promise<T>): Promise<T>;
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** An endpoint bound to what answers it. Its kind decides who opens the transaction. */
export interface Door {
  readonly endpoint: Endpoint;
  readonly run: (request: DoorRequest) => Promise<unknown>;
  /**
   * What the person asking sees otherwise than everybody, put into the answer that was made for nobody, both as they
   * travel. With it the answer for nobody may be given to a crowd.
   */
  readonly own?: (request: DoorRequest, common: never) => Promise<unknown>;
}

export interface DoorRequest {
  readonly funnel: Funnel;
  readonly scope: Scope;
  readonly input: never;
  readonly call: Call;
  readonly operation: string;
  readonly dryRun: boolean;
  /** Runs in the transaction of an act, after it: writes the audit entry. */
  readonly afterAct: (tx: Tx) => Promise<void>;
}

export function read<E extends Endpoint>(
  endpoint: E,
  view: (db: Reader, input: Input<E>, call: Call) => Promise<Output<E>>,
): Door {
  return {
    endpoint: expectKind(endpoint, 'read'),
    run: ({ funnel, scope, input, call }) => funnel.read(scope, (db) => view(db, input, call)),
  };
}

/** An answer as it travels. */
type Wire<E extends Endpoint> = z.input<E['output']>;

/** A read that is nearly the same for everybody: what is not, `own` puts in for whoever is signed in. */
export function readMostlyShared<E extends Endpoint>(
  endpoint: E,
  view: (db: Reader, input: Input<E>, call: Call) => Promise<Output<E>>,
  own: (db: Reader, input: Input<E>, common: Wire<E>) => Promise<Wire<E>>,
): Door {
  return {
    ...read(endpoint, view),
    own: ({ funnel, scope, input }, common) => funnel.read(scope, (db) => own(db, input, common)),
  };
}

/** A read whose endpoint has `download`: the answer is a file. */
export function download<E extends Endpoint>(
  endpoint: E,
  view: (db: Reader, input: Input<E>, call: Call) => Promise<FileAnswer>,
): Door {
  if (!endpoint.download) throw new Error(`${endpoint.path} is not declared as a download`);
  return {
    endpoint: expectKind(endpoint, 'read'),
    run: ({ funnel, scope, input, call }) => funnel.read(scope, (db) => view(db, input, call)),
  };
}

export function act<E extends Endpoint>(
  endpoint: E,
  work: (tx: Tx, input: Input<E>, call: Call) => Promise<Output<E>>,
): Door {
  return {
    endpoint: expectKind(endpoint, 'act'),
    run: ({ funnel, scope, input, call, operation, dryRun, afterAct }) =>
      funnel.transact(
        scope,
        async (tx) => {
          const answer = await work(tx, input, call);
          await afterAct(tx);
          return answer;
        },
        call.idempotencyKey
          ? { once: { operation, key: call.idempotencyKey, input: whole(input, call) }, dryRun }
          : { dryRun },
      ),
  };
}

/** What a repeat is compared by: the same key with another file is another request. */
function whole(input: unknown, { file }: Call): unknown {
  return file ? { input, file: createHash('sha256').update(file.bytes).digest('hex') } : input;
}

export function saga<E extends Endpoint>(
  endpoint: E,
  work: (run: SagaRun, input: Input<E>, call: Call) => Promise<Output<E>>,
): Door {
  return {
    endpoint: expectKind(endpoint, 'saga'),
    run: ({ funnel, scope, input, call }) => {
      const run: SagaRun = {
        scope,
        read: (inner) => funnel.read(scope, inner),
        transact: (inner) => funnel.transact(scope, inner),
      };
      return work(run, input, call);
    },
  };
}

export function batch<E extends Endpoint>(
  endpoint: E,
  submit: (scope: Scope, input: Input<E>, call: Call) => Promise<Output<E>>,
): Door {
  return {
    endpoint: expectKind(endpoint, 'batch'),
    run: ({ scope, input, call }) => submit(scope, input, call),
  };
}

function expectKind<E extends Endpoint>(endpoint: E, kind: Endpoint['kind']): E {
  if (endpoint.kind !== kind)
    throw new Error(`${endpoint.method} ${endpoint.path} is declared ${endpoint.kind}, bound as ${kind}`);
  return endpoint;
}
