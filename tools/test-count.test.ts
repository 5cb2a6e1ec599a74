import { expect, test } from 'vitest';
import { addUp, countChecks, countTests, failSkipsInCi, summaryLine } from './test-count.ts';

const report = (status: string, ...outcomes: string[]) => ({
  success: status === 'passed',
  testResults: [
    { name: 'a.test.ts', status, assertionResults: outcomes.map((status) => ({ fullName: 'x', status })) },
  ],
});

test('tests are counted by outcome, and what is skipped is named', () => {
  expect(countTests(report('failed', 'passed', 'failed', 'skipped', 'todo'), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 2,
    excused: 0,
    notes: ['a.test.ts: x (marked skipped in the file)', 'a.test.ts: x (marked todo in the file)'],
  });
});

test('a file that does not load, and an error outside of any test, are failures', () => {
  expect(countTests(report('failed'), 1).failed).toBe(1);
  expect(countTests(report('failed', 'passed'), 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests(report('passed', 'passed'), 1)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests(report('passed', 'passed'), null).failed).toBe(1);
});

test('a failed check fails the run; under CI a skip does too', () => {
  const check = { name: 'lint', seconds: 1, output: '' };
  const count = addUp(
    countChecks([
      { ...check, passed: true },
      { ...check, passed: false },
    ]),
    {
      passed: 5,
      failed: 0,
      skipped: 2,
      excused: 0,
      notes: [],
    },
  );
  expect(summaryLine(count)).toBe('5 passed, 1 failed, 2 skipped');
  expect(summaryLine(failSkipsInCi(count, true))).toBe('5 passed, 3 failed, 2 skipped');
  expect(failSkipsInCi(count, false)).toBe(count);
});

test('what wants a program that a machine may lack is counted and named, and fails nothing', () => {
  const fullName = 'a real server plays (needs nginx with its RTMP module)';
  const results = [
    { name: 'a.test.ts', status: 'passed', assertionResults: [{ fullName, status: 'skipped' }] },
  ];
  const count = countTests({ success: true, testResults: results }, 0);
  expect(count).toMatchObject({ skipped: 1, excused: 1, notes: [expect.stringContaining('needs nginx')] });
  expect(summaryLine(failSkipsInCi(count, true))).toBe('0 passed, 0 failed, 1 skipped');
});
