import { describe, expect, test } from 'vitest';
import { parcelProgress, type RoadStop } from './parcel-progress.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute));
function stop(stopId: string, minute: number, doneAt: Date | null = null): RoadStop {
  return {
    stopId,
    lng: 121.45678,
    lat: 31.2 + minute / 1_000,
    etaAt: at(minute),
    doneAt,
    state: doneAt ? 'done' : 'pending',
  };
}

describe('what a shopper sees of the road', () => {
  const stops = [
    stop('hub', 0, at(5)),
    stop('a', 10, at(15)),
    stop('b', 20),
    stop('mine', 30),
    stop('c', 40),
  ];
  const progress = parcelProgress(stops, 'mine', at(16));

  test('how many stops come first, and when, five minutes late', () => {
    expect(progress.stopsBefore).toBe(1);
    expect(progress.etaAt).toEqual(at(35));
  });

  test('the courier and other doors to a block, the own door exactly, nothing beyond it', () => {
    expect(progress.courierAt).toEqual({ lng: 121.457, lat: 31.21 });
    expect(progress.path).toEqual([
      { lng: 121.457, lat: 31.21 },
      { lng: 121.457, lat: 31.22 },
      { lng: 121.45678, lat: 31.23 },
    ]);
  });

  test('before the first stop nobody knows where the courier is', () => {
    expect(parcelProgress([stop('mine', 10)], 'mine', at(0))).toMatchObject({
      courierAt: null,
      stopsBefore: 0,
    });
  });
});
