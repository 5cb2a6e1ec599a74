import type { StepResult } from './steps.ts';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those skipped: what wants a program beside us that a machine may lack, and says so in its name. */
  readonly excused: number;
  /** What was skipped and why, one line each. */
  readonly notes: readonly string[];
}

/** What we read of vitest's JSON report, which has jest's shape. */
export interface VitestReport {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** The end of a test's name: "(needs nginx with its RTMP module)". .ci/run tries to install what stands there. */
const needsAProgram = /\(needs [\w ]+\)$/;

const nothing: Count = { passed: 0, failed: 0, skipped: 0, excused: 0, notes: [] };

/** A check that passes is no test, one that fails is a failure. */
export function countChecks(results: readonly StepResult[]): Count {
  return { ...nothing, failed: results.filter(({ passed }) => !passed).length };
}

/** A file that could not even be loaded, and an error outside of any test, are failures too. */
export function countTests(report: VitestReport, exitCode: number | null): Count {
  const count = { passed: 0, failed: 0, skipped: 0, excused: 0, notes: [] as string[] };
  for (const { name, status, assertionResults } of report.testResults) {
    let failedHere = 0;
    for (const { fullName, status: outcome } of assertionResults) {
      if (outcome === 'passed') count.passed += 1;
      else if (outcome === 'failed') failedHere += 1;
      else {
        count.skipped += 1;
        if (needsAProgram.test(fullName)) count.excused += 1;
        count.notes.push(`${name}: ${fullName} (marked ${outcome} in the file)`);
      }
    }
    count.failed += status === 'failed' && failedHere === 0 ? 1 : failedHere;
  }
  if (exitCode !== 0 && count.failed === 0) count.failed = 1;
  return count;
}

export function addUp(...counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, { passed, failed, skipped, excused, notes }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
      excused: sum.excused + excused,
      notes: [...sum.notes, ...notes],
    }),
    nothing,
  );
}

/** Where a person looks, a skip is information; where a machine looks, it is a gap nobody sees. */
export function failSkipsInCi(count: Count, ci: boolean): Count {
  return ci ? { ...count, failed: count.failed + count.skipped - count.excused } : count;
}

/** The closing line of every run. */
export function summaryLine({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
