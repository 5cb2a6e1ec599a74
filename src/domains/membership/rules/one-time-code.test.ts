import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeLifeSeconds, codeTries, judgeCode } from './one-time-code.ts';

const now = new Date('2026-11-23T08:00:00Z');
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);

test('a code opens until the second it expires, and not in it', () => {
  const sent = { expiresAt: after(codeLifeSeconds), triesLeft: 1 };
  expect(judgeCode(sent, true, after(codeLifeSeconds - 1))).toEqual({ kind: 'right' });
  expect(judgeCode(sent, true, after(codeLifeSeconds))).toEqual({ kind: 'expired' });
});

test('a right code opens exactly when fewer than all tries were wasted before it', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 12 }), (tries) => {
      let triesLeft = codeTries;
      let opened = false;
      for (const matches of tries) {
        const verdict = judgeCode({ expiresAt: after(60), triesLeft }, matches, now);
        triesLeft = verdict.kind === 'wrong' ? verdict.left : 0;
        opened ||= verdict.kind === 'right';
      }
      const firstRight = tries.indexOf(true);
      expect(opened).toBe(firstRight >= 0 && firstRight < codeTries);
    }),
  );
});

test('a phone without a code answers like one whose code is gone', () => {
  expect(judgeCode(null, false, now)).toEqual(judgeCode({ expiresAt: now, triesLeft: 3 }, false, now));
});
