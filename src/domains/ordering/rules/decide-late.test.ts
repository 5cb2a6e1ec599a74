import { expect, test } from 'vitest';
import { decideLate } from './decide-late.ts';

const line = (resource: string, quantity: number) => ({ resource, quantity });

test('first paid first served, all or nothing, nothing of what is gone', () => {
  const free = new Map([
    ['stock', 3],
    ['pool', 1],
  ]);
  expect(
    decideLate(
      [
        [line('stock', 2), line('stock', 2)],
        [line('stock', 2), line('pool', 1)],
        [line('stock', 1), line('closed pool', 1)],
        [line('pool', 1)],
        [line('stock', 1)],
      ],
      free,
    ),
  ).toEqual([false, true, false, false, true]);
});
