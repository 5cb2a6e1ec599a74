import { expect, test } from 'vitest';
import { runCrashRounds, violations } from './crash.ts';

test('kill -9 of the server, and of its database, in a burst: every shopper has what they were told', async () => {
  const rows = await runCrashRounds(1);
  expect(rows.map(({ killed }) => killed)).toEqual(['server', 'postmaster']);
  expect(violations(rows)).toEqual([]);
}, 120_000);
