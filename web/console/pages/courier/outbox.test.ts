import { expect, test } from 'vitest';
import type { Route } from '../../parts/route-map.tsx';
import { type Ended, dueOf, withEnded, without, withQueue } from './outbox.ts';

function ended(stopId: string, over: Partial<Ended> = {}): Ended {
  return {
    key: `key ${stopId}`,
    routeId: 'r',
    stopId,
    name: stopId,
    outcome: 'done',
    failReason: '',
    doneAt: '2026-11-23T09:00:00.000Z',
    sendAtMs: 1_000,
    ...over,
  };
}
const route = {
  state: 'running',
  doneCount: 1,
  stops: [
    { stopId: 'a', state: 'done' },
    { stopId: 'b', state: 'pending' },
    { stopId: 'c', state: 'pending' },
  ],
} as Route;

test('what waits counts as done, and the route is over when nothing is left', () => {
  const one = withQueue(route, [ended('b', { outcome: 'failed', failReason: '没人在家' })]);
  expect(one.stops.map(({ state }) => state)).toEqual(['done', 'failed', 'pending']);
  expect([one.doneCount, one.state]).toEqual([2, 'running']);
  expect(withQueue(route, [ended('b'), ended('c')]).state).toBe('done');
});

test('what the server refused no longer counts, and is never sent again', () => {
  const queue = [ended('b', { refusal: '这一站已处理' }), ended('c')];
  expect(withQueue(route, queue).stops[1]?.state).toBe('pending');
  expect(dueOf(queue, 2_000).map(({ stopId }) => stopId)).toEqual(['c']);
});

test('nothing leaves before its time', () => {
  expect(dueOf([ended('b', { sendAtMs: 5_000 })], 4_999)).toEqual([]);
});

test('a stop stands once in the queue; taking it back leaves the rest', () => {
  const queue = withEnded(withEnded([ended('a')], ended('b')), ended('a', { key: 'second' }));
  expect(queue.map(({ key }) => key)).toEqual(['key b', 'second']);
  expect(without(queue, 'second').map(({ key }) => key)).toEqual(['key b']);
});
