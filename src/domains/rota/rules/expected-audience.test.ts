import { expect, test } from 'vitest';
import { assumedViewers, expectedAudience } from './expected-audience.ts';

test.each([
  ['nothing yet', [], 20, { viewers: assumedViewers, from: 'assumed' }],
  ['its own hour', [{ hour: 20, sessions: 4, viewers: 50 }], 20, { viewers: 50, from: 'hour' }],
  [
    'the hours beside it, by their sessions',
    [
      { hour: 19, sessions: 1, viewers: 10 },
      { hour: 21, sessions: 3, viewers: 50 },
      { hour: 9, sessions: 9, viewers: 5 },
    ],
    20,
    { viewers: 40, from: 'hour' },
  ],
  [
    'all of them where the hour has one alone',
    [
      { hour: 20, sessions: 1, viewers: 90 },
      { hour: 9, sessions: 9, viewers: 10 },
    ],
    20,
    { viewers: 18, from: 'all' },
  ],
  ['at least somebody', [{ hour: 20, sessions: 5, viewers: 0 }], 20, { viewers: 1, from: 'hour' }],
] as const)('%s', (_, history, hour, expected) => {
  expect(expectedAudience(hour, history)).toEqual(expected);
});
