import { expect, test } from 'vitest';
import { nearestRoom } from './nearest-room.ts';

const rooms = [
  { shopId: 'host', lng: 114.3, lat: 30.6 },
  { shopId: 'near', lng: 114.31, lat: 30.6 },
  { shopId: 'far', lng: 114.5, lat: 30.6 },
];

test('the nearest room is chosen, the host’s own when nobody told where they are', () => {
  expect(nearestRoom(rooms, 'host', { lng: 114.312, lat: 30.6 }).shopId).toBe('near');
  expect(nearestRoom(rooms, 'host', { lng: 114.301, lat: 30.6 }).shopId).toBe('host');
  expect(nearestRoom(rooms, 'host', null)).toEqual({ shopId: 'host', metre: null });
  expect(nearestRoom([], 'host', { lng: 0, lat: 0 })).toEqual({ shopId: 'host', metre: null });
});
