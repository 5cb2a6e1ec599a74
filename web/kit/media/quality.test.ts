import { describe, expect, test } from 'vitest';
import { bitrateLadder, climb, isBehind, judgeQuality, type LadderState, ladderStart } from './quality.ts';

const fine = { isOpen: true, sentFrames: 30, shedFrames: 0, lagSeconds: 0.2 };

function after(seconds: number, level: 'good' | 'fair' | 'poor' | 'offline', from: LadderState): LadderState {
  let state = from;
  for (let i = 0; i < seconds; i += 1) state = climb(state, level);
  return state;
}

describe('quality meter', () => {
  test('names what the host should know', () => {
    expect(judgeQuality(fine)).toBe('good');
    expect(judgeQuality({ ...fine, lagSeconds: undefined })).toBe('good');
    expect(judgeQuality({ ...fine, shedFrames: 2 })).toBe('fair');
    expect(judgeQuality({ ...fine, lagSeconds: 2 })).toBe('fair');
    expect(judgeQuality({ ...fine, sentFrames: 10, shedFrames: 20 })).toBe('poor');
    expect(judgeQuality({ ...fine, sentFrames: 0 })).toBe('poor');
    expect(judgeQuality({ ...fine, isOpen: false })).toBe('offline');
  });

  test('leaves pictures out between 0.6 and 0.2 s of waiting video', () => {
    expect(isBehind(false, 50_000, 1_000_000)).toBe(false);
    expect(isBehind(false, 80_000, 1_000_000)).toBe(true);
    expect(isBehind(true, 50_000, 1_000_000)).toBe(true);
    expect(isBehind(true, 20_000, 1_000_000)).toBe(false);
  });
});

describe('bit rate ladder', () => {
  test('steps down after bad seconds, to the lowest and no further', () => {
    expect(after(3, 'poor', ladderStart).step).toBe(0);
    expect(after(4, 'poor', ladderStart).step).toBe(1);
    expect(after(100, 'fair', ladderStart).step).toBe(bitrateLadder.length - 1);
  });

  test('steps up only after a long good while', () => {
    const low = after(4, 'poor', ladderStart);
    expect(after(39, 'good', low).step).toBe(1);
    expect(after(40, 'good', low).step).toBe(0);
  });

  test('being offline says nothing about the bit rate', () => {
    const worried = after(3, 'poor', ladderStart);
    expect(after(30, 'offline', worried)).toEqual(worried);
  });
});
