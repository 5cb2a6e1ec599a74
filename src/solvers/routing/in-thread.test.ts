import { expect, test } from 'vitest';
import { checkAnswer } from './check-answer.ts';
import type { RoutingInput } from './problem.ts';
import { solveOnCores } from './in-thread.ts';
import { solveRouting } from './solve-routing.ts';

/** Forty doors in a spiral, few to a van, so that seeds find different plans. */
const input: RoutingInput = {
  vehicles: Array.from({ length: 8 }, (_, id) => ({
    id,
    start: [120.2, 30.25],
    end: [120.2, 30.25],
    capacity: [9],
  })),
  jobs: Array.from({ length: 40 }, (_, id) => ({
    ...{ id, delivery: [1 + (id % 3 === 0 ? 1 : 0)] },
    location: [120.2 + 0.001 * id * Math.cos(id * 2.4), 30.25 + 0.001 * id * Math.sin(id * 2.4)],
  })),
};
const budget = { iterations: 150 };

test('the best of the seeds wins, as if each had run alone', async () => {
  const seeds = [1, 2, 3];
  const prices = seeds.map((seed) => solveRouting(input, { budget, seed }).price);
  expect(new Set(prices).size).toBeGreaterThan(1);
  const best = await solveOnCores(input, { budget, seeds });
  expect(best.price).toBe(Math.min(...prices));
  expect(checkAnswer(input, best.answer)).toEqual([]);
});

test('cancelled, the threads answer with what they have', async () => {
  const abort = new AbortController();
  const long = { cpuSeconds: 300 };
  const answer = solveOnCores(input, { budget: long, seeds: [1, 2], signal: abort.signal });
  abort.abort();
  expect((await answer).answer.summary.unassigned).toBe(0);
});

test('a malformed problem is refused before any thread starts', async () => {
  await expect(solveOnCores({ vehicles: [] }, { budget, seeds: [1] })).rejects.toMatchObject({
    code: 'malformed-routing',
  });
});
