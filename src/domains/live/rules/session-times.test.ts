import { expect, test } from 'vitest';
import { checkTimes, shanghaiMinute } from './session-times.ts';
import { waitSeconds } from './chat-pace.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));

test('a session ends after it starts and within twelve hours', () => {
  expect(() => checkTimes(at(1), at(2))).not.toThrow();
  expect(() => checkTimes(at(1), at(13))).not.toThrow();
  expect(() => checkTimes(at(1), at(1))).toThrow('session-times');
  expect(() => checkTimes(at(2), at(1))).toThrow('session-times');
  expect(() => checkTimes(at(1), at(14))).toThrow('session-times');
});

test('times in sentences are those of Shanghai', () => {
  expect(shanghaiMinute(new Date('2026-11-23T17:05:00Z'))).toBe('11-24 01:05');
});

test('who talks too fast is told whole seconds, at least one', () => {
  const now = at(1);
  const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  expect(waitSeconds(inSeconds(6), now)).toBe(2);
  expect(waitSeconds(inSeconds(5.2), now)).toBe(2);
  expect(waitSeconds(inSeconds(4.1), now)).toBe(1);
});
