import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calmTargetSeconds, chaseEdge, targetAfterCalm, targetAfterStall } from './live-edge.ts';

/** Plays against a steady stream, stepping as the player does; returns what remains ahead. */
function playFor(seconds: number, startAheadSeconds: number): number {
  let ahead = startAheadSeconds;
  for (let t = 0; t < seconds; t += 0.1) {
    const { seekToAheadSeconds, playbackRate } = chaseEdge(ahead, calmTargetSeconds);
    ahead = seekToAheadSeconds ?? ahead + 0.1 - 0.1 * playbackRate;
  }
  return ahead;
}

describe('chaseEdge', () => {
  test('brings a viewer who fell behind close to the edge again, without running dry', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 60, noNaN: true }), (ahead) => {
        const after = playFor(60, ahead);
        expect(after).toBeGreaterThan(0.05);
        expect(after).toBeLessThan(calmTargetSeconds + 0.15);
      }),
    );
  });

  test('never plays so fast or slow that a voice would sound wrong', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        (a, t) => {
          const { playbackRate } = chaseEdge(a, t);
          expect(playbackRate).toBeGreaterThanOrEqual(0.96);
          expect(playbackRate).toBeLessThanOrEqual(1.08);
        },
      ),
    );
  });

  test('stalls widen the margin up to a bound, calm narrows it again', () => {
    let target = calmTargetSeconds;
    for (let i = 0; i < 20; i += 1) target = targetAfterStall(target);
    expect(target).toBeLessThanOrEqual(1.5);
    for (let i = 0; i < 40; i += 1) target = targetAfterCalm(target);
    expect(target).toBe(calmTargetSeconds);
  });
});
