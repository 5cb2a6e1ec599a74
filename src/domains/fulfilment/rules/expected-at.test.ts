import { expect, test } from 'vitest';
import { expectedAt } from './expected-at.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute));

test('a late stop makes the later ones later, an early one earlier', () => {
  const stops = (doneAt: Date) => [
    { etaAt: at(10), doneAt },
    { etaAt: at(20), doneAt: null },
  ];
  expect(expectedAt(stops(at(15)), at(15))).toEqual([at(15), at(25)]);
  expect(expectedAt(stops(at(8)), at(8))).toEqual([at(8), at(18)]);
});

test('nobody is told to expect the courier in the past', () => {
  expect(expectedAt([{ etaAt: at(10), doneAt: null }], at(30))).toEqual([at(30)]);
});
