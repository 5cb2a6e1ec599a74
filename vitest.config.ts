import { defineConfig } from 'vitest/config';
import { whyNoRedis } from './test/worlds/redis.ts';

/** Tests of several nodes need a Redis to start; `npm test` says so where there is none. */
const redisTests = whyNoRedis() === null ? [] : ['**/*-on-redis.test.ts'];

export default defineConfig({
  test: {
    // Once for both projects: they share the server and the template.
    globalSetup: ['test/worlds/global-setup.ts'],
    projects: [
      {
        test: {
          pool: 'forks',
          name: 'unit',
          include: ['{contract,src,tools,bench,test}/**/*.test.ts', 'web/**/*.test.{ts,tsx}'],
          exclude: ['test/journeys/**', '**/node_modules/**', ...redisTests],
          // Two cores: each fork keeps one busy, the third fills the waits for the database.
          maxWorkers: 3,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          pool: 'forks',
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          // A browser, a server and its database want the machine for themselves.
          maxWorkers: 1,
          // A loaded machine may starve a real browser once; a fault fails twice. The report names what was tried again.
          retry: process.env['CI'] ? 1 : 0,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
