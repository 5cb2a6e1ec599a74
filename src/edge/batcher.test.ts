import { expect, test } from 'vitest';
import { Refusal } from '../kernel/refusal.ts';
import { createBatcher } from './batcher.ts';

const lane = 'alliance';

/** A batch function that stops at a gate: the tests decide when each batch ends. */
function gated() {
  const batches: number[][] = [];
  const gates: PromiseWithResolvers<void>[] = [];
  const started: PromiseWithResolvers<void>[] = [];
  const at = <T>(list: PromiseWithResolvers<T>[], index: number) =>
    (list[index] ??= Promise.withResolvers<T>());
  return {
    batches,
    begun: (index: number) => at(started, index).promise,
    release: (index: number) => at(gates, index).resolve(),
    async run(_lane: string, requests: readonly number[]) {
      const index = batches.push([...requests]) - 1;
      at(started, index).resolve();
      await at(gates, index).promise;
      return requests.map((request) => request * 2);
    },
  };
}

test('what arrives during a batch is the next batch, and everybody gets their own answer', async () => {
  const gate = gated();
  const batcher = createBatcher({ run: gate.run });
  const first = batcher.submit(lane, 'a', 1);
  await gate.begun(0);
  const others = [batcher.submit(lane, 'b', 2), batcher.submit(lane, 'c', 3)];
  expect(gate.batches).toEqual([[1]]);
  gate.release(0);
  gate.release(1);
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6]);
  expect(gate.batches).toEqual([[1], [2, 3]]);
});

test('requests of one turn travel together and lanes do not wait for each other', async () => {
  const gate = gated();
  const batcher = createBatcher({ run: gate.run });
  const answers = [batcher.submit('x', 'a', 1), batcher.submit('x', 'b', 2), batcher.submit('y', 'a', 3)];
  await gate.begun(1);
  expect(gate.batches).toEqual([[1, 2], [3]]);
  gate.release(1);
  gate.release(0);
  expect(await Promise.all(answers)).toEqual([2, 4, 6]);
});

test('identical keys share one request, also while it runs', async () => {
  const gate = gated();
  const batcher = createBatcher({ run: gate.run });
  const first = batcher.submit(lane, 'same', 1);
  await gate.begun(0);
  const second = batcher.submit(lane, 'same', 1);
  gate.release(0);
  expect(await Promise.all([first, second])).toEqual([2, 2]);
  expect(gate.batches).toEqual([[1]]);
});

test('a batch is never larger than its bound and a full queue says busy', async () => {
  const gate = gated();
  const batcher = createBatcher({ run: gate.run, maxBatch: 2, maxQueue: 3 });
  const running = batcher.submit(lane, '0', 0);
  await gate.begun(0);
  const waiting = [1, 2, 3].map((n) => batcher.submit(lane, String(n), n));
  await expect(batcher.submit(lane, '4', 4)).rejects.toThrow(new Refusal('busy'));
  for (const index of [0, 1, 2]) gate.release(index);
  expect(await Promise.all([running, ...waiting])).toEqual([0, 2, 4, 6]);
  expect(gate.batches).toEqual([[0], [1, 2], [3]]);
});

test('a crowd of ten times the queue: who is refused comes back, everybody is served once, nothing stays behind', async () => {
  const served: number[] = [];
  let endOfBatch = Promise.withResolvers<void>();
  let longest = 0;
  const batcher = createBatcher({
    maxBatch: 5,
    maxQueue: 10,
    async run(_lane, requests: readonly number[]) {
      longest = Math.max(longest, requests.length);
      served.push(...requests);
      endOfBatch.resolve();
      endOfBatch = Promise.withResolvers();
      return requests.map(String);
    },
  });
  let refusals = 0;
  const shopper = async (n: number): Promise<string> => {
    for (;;) {
      const { promise: oneIsServed } = endOfBatch;
      try {
        return await batcher.submit(lane, String(n), n);
      } catch (error) {
        if ((error as Partial<Refusal>).code !== 'busy') throw error;
        refusals += 1;
        await oneIsServed;
      }
    }
  };
  const crowd = Array.from({ length: 100 }, (_, n) => n);
  expect(await Promise.all(crowd.map(shopper))).toEqual(crowd.map(String));
  expect(served.toSorted((a, b) => a - b)).toEqual(crowd);
  expect(refusals).toBeGreaterThan(100);
  expect(longest).toBe(5);
  await batcher.drain();
});

test('poison stands alone: everybody else is served', async () => {
  const sizes: number[] = [];
  const batcher = createBatcher({
    async run(_lane, requests: readonly number[]) {
      sizes.push(requests.length);
      if (requests.includes(13)) throw new Error('poison');
      return requests.map(String);
    },
  });
  const answers = await Promise.allSettled(
    Array.from({ length: 16 }, (_, n) => batcher.submit(lane, String(n), n)),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(15);
  expect(answers[13]).toMatchObject({ status: 'rejected', reason: { message: 'poison' } });
  expect(sizes).toEqual([16, 8, 8, 4, 4, 2, 1, 1, 2]);
});

test('a deadlock is repeated once as it is', async () => {
  let tries = 0;
  const batcher = createBatcher({
    async run(_lane, requests: readonly number[]) {
      tries += 1;
      if (tries === 1) throw Object.assign(new Error('deadlock'), { code: '40P01' });
      return requests.map(String);
    },
  });
  expect(await Promise.all([batcher.submit(lane, 'a', 1), batcher.submit(lane, 'b', 2)])).toEqual(['1', '2']);
  expect(tries).toBe(2);
});

test('a lost server is reported at once, not to every half', async () => {
  let tries = 0;
  const batcher = createBatcher({
    async run(): Promise<string[]> {
      tries += 1;
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' });
    },
  });
  const answers = await Promise.allSettled([batcher.submit(lane, 'a', 1), batcher.submit(lane, 'b', 2)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(tries).toBe(1);
  await batcher.drain();
});
