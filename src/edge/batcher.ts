import { Refusal } from '../kernel/refusal.ts';

export interface BatcherOptions<Request, Answer> {
  /**
   * Answers a batch in one transaction: one answer per request, in order. It may run again, in parts, after a
   * failure, so its effects must be keyed by the requests themselves.
   */
  readonly run: (lane: string, requests: readonly Request[]) => Promise<readonly Answer[]>;
  readonly maxBatch?: number;
  /** Requests waiting per lane; above it the door says busy. */
  readonly maxQueue?: number;
}

export interface Batcher<Request, Answer> {
  /**
   * Queues a request behind the running batch of its lane. Identical keys at one time share one answer, so a key
   * must name the request with all of its input.
   *
   * @throws Refusal `busy` when the queue of the lane is full
   */
  submit(lane: string, key: string, request: Request): Promise<Answer>;
  /** Resolves when nothing waits or runs. */
  drain(): Promise<void>;
}

interface Waiting<Request, Answer> {
  readonly key: string;
  readonly request: Request;
  readonly answer: PromiseWithResolvers<Answer>;
}

/** 500 orders keep a transaction below a tenth of a second; the queue holds a few seconds of work. */
const defaultMaxBatch = 500;
const defaultMaxQueue = 5_000;

/**
 * Natural group commit: per lane (an alliance) one batch is in flight; what arrives meanwhile is the next one. An
 * idle lane starts at the next turn of the event loop, well within a millisecond.
 */
export function createBatcher<Request, Answer>(
  options: BatcherOptions<Request, Answer>,
): Batcher<Request, Answer> {
  const maxBatch = options.maxBatch ?? defaultMaxBatch;
  const maxQueue = options.maxQueue ?? defaultMaxQueue;
  const lanes = new Map<
    string,
    { queue: Waiting<Request, Answer>[]; byKey: Map<string, Promise<Answer>>; running: Promise<void> }
  >();

  async function work(name: string): Promise<void> {
    const lane = lanes.get(name)!;
    await new Promise((resolve) => setImmediate(resolve));
    while (lane.queue.length > 0) {
      const batch = lane.queue.splice(0, maxBatch);
      await settle(name, batch, options.run);
      for (const { key } of batch) lane.byKey.delete(key);
    }
    lanes.delete(name);
  }

  return {
    async submit(name, key, request) {
      const lane = lanes.get(name);
      const joined = lane?.byKey.get(key);
      if (joined) return joined;
      if (lane && lane.queue.length >= maxQueue) throw new Refusal('busy');
      const answer = Promise.withResolvers<Answer>();
      const waiting = { key, request, answer };
      if (lane) {
        lane.queue.push(waiting);
        lane.byKey.set(key, answer.promise);
      } else {
        const fresh = {
          queue: [waiting],
          byKey: new Map([[key, answer.promise]]),
          running: Promise.resolve(),
        };
        lanes.set(name, fresh);
        fresh.running = work(name);
      }
      return answer.promise;
    },
    async drain() {
      await Promise.all([...lanes.values()].map(({ running }) => running));
    },
  };
}

/** Serialisation failure and deadlock: worth repeating as they are. */
const retryable = new Set(['40001', '40P01']);

/** A lost server or connection fails every half alike: answer at once, the callers repeat under the same key. */
function isUnreachable(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string') return /Connection terminated|timeout/i.test(String(error));
  return /^(08|57P|53)/.test(code) || /^E[A-Z]+$/.test(code);
}

/** Runs a batch and gives everybody their answer; a failing batch is halved until the poison stands alone. */
async function settle<Request, Answer>(
  lane: string,
  batch: readonly Waiting<Request, Answer>[],
  run: BatcherOptions<Request, Answer>['run'],
  isRetry = false,
): Promise<void> {
  try {
    const answers = await run(
      lane,
      batch.map(({ request }) => request),
    );
    if (answers.length !== batch.length) {
      throw new Error(`A batch of ${batch.length} got ${answers.length} answers`);
    }
    for (const [at, { answer }] of batch.entries()) answer.resolve(answers[at] as Answer);
  } catch (error) {
    if (!isRetry && retryable.has((error as { code?: string }).code ?? '')) {
      return settle(lane, batch, run, true);
    }
    if (batch.length === 1 || isUnreachable(error)) {
      for (const { answer } of batch) answer.reject(error as Error);
      return;
    }
    const middle = Math.ceil(batch.length / 2);
    await settle(lane, batch.slice(0, middle), run);
    await settle(lane, batch.slice(middle), run);
  }
}
