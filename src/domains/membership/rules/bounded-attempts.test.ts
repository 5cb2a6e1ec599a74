import { expect, test } from 'vitest';
import { judgeAttempt } from './bounded-attempts.ts';

const limit = { most: 3, windowSeconds: 60 };
const start = new Date('2026-11-23T08:00:00Z');
const at = (second: number): Date => new Date(start.getTime() + second * 1_000);

test('as many as allowed, then wait for the end of the window', () => {
  expect(judgeAttempt(3, start, limit, at(20))).toEqual({ allowed: true });
  expect(judgeAttempt(4, start, limit, at(20))).toEqual({ allowed: false, retryAfterSeconds: 40 });
});

test('the wait is never shorter than a second', () => {
  expect(judgeAttempt(4, start, limit, at(59.9))).toEqual({ allowed: false, retryAfterSeconds: 1 });
});
