import { expect, test } from 'vitest';
import { isSafeKey } from '../../../engines/files/keys.ts';
import { keepUntil, replayKey } from './replay-files.ts';

test('three years on the calendar, also from a leap day', () => {
  expect(keepUntil(new Date('2026-05-01T10:00:00Z')).toISOString()).toBe('2029-05-01T10:00:00.000Z');
  expect(keepUntil(new Date('2028-02-29T10:00:00Z')).toISOString()).toBe('2031-03-01T10:00:00.000Z');
});

test('a key is one the files engine takes', () => {
  const id = '019a0000-0000-7000-8000-000000000000';
  expect(isSafeKey(replayKey(id, id, 'video'))).toBe(true);
  expect(isSafeKey(replayKey(id, id, 'poster'))).toBe(true);
});
