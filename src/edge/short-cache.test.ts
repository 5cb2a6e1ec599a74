import { expect, test } from 'vitest';
import { handClock } from '../../test/worlds/alliance.ts';
import { openShortCache } from './short-cache.ts';

function counting(answers: (string | null)[]) {
  let asked = 0;
  return { lookUp: async () => answers[Math.min(asked++, answers.length - 1)] ?? null, asked: () => asked };
}

test('asks once in ten seconds', async () => {
  const clock = handClock();
  const cache = openShortCache<string>(clock);
  const source = counting(['first', 'second']);
  expect(await cache.get('k', source.lookUp)).toBe('first');
  clock.forward(9);
  expect(await cache.get('k', source.lookUp)).toBe('first');
  clock.forward(2);
  expect(await cache.get('k', source.lookUp)).toBe('second');
});

test('does not remember that there was nothing', async () => {
  const cache = openShortCache<string>(handClock());
  const source = counting([null, 'there']);
  expect(await cache.get('k', source.lookUp)).toBeNull();
  expect(await cache.get('k', source.lookUp)).toBe('there');
});

test('what was read before a change is not kept after it', async () => {
  const cache = openShortCache<string>(handClock());
  let finish = (_value: string): void => {};
  const slow = cache.get('k', () => new Promise((resolve) => (finish = resolve)));
  cache.clear();
  finish('old');
  expect(await slow).toBe('old');
  expect(await cache.get('k', async () => 'new')).toBe('new');
});

test('is bounded: the oldest of ten thousand goes', async () => {
  const cache = openShortCache<string>(handClock());
  for (let i = 0; i <= 10_000; i += 1) await cache.get(`k${i}`, async () => 'v');
  const source = counting(['again']);
  await cache.get('k10000', source.lookUp);
  expect(source.asked()).toBe(0);
  await cache.get('k0', source.lookUp);
  expect(source.asked()).toBe(1);
});
