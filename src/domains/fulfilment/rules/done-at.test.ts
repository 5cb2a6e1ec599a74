import { expect, test } from 'vitest';
import { whenDone } from './done-at.ts';

const now = new Date('2026-11-23T10:00:00Z');
const at = (seconds: number) => new Date(now.getTime() + seconds * 1_000);

test('a phone that was offline tells when it was done', () => {
  expect(whenDone(undefined, now)).toEqual(now);
  expect(whenDone(at(-7_200), now)).toEqual(at(-7_200));
  expect(whenDone(at(-86_400), now)).toEqual(at(-86_400));
});

test('a phone that runs fast is not believed to the minute', () => {
  expect(whenDone(at(90), now)).toEqual(now);
});

test('yesterday and tomorrow are refused', () => {
  expect(() => whenDone(at(-86_401), now)).toThrow('done-at-implausible');
  expect(() => whenDone(at(121), now)).toThrow('done-at-implausible');
});
