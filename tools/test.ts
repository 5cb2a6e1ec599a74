import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecks } from './check.ts';
import { whyNoRedis } from '../test/worlds/redis.ts';
import { findChromium } from './chromium.ts';
import {
  addUp,
  countChecks,
  countTests,
  failSkipsInCi,
  summaryLine,
  type Count,
  type VitestReport,
} from './test-count.ts';

const root = join(import.meta.dirname, '..');

/** Why the suite of journeys cannot run here, or null. */
async function whyNoJourneys(): Promise<string | null> {
  if (await findChromium()) return null;
  return 'there is no Chromium: install one, or set CHROMIUM_PATH to it (npm carries one for Linux x64 only)';
}

/** Runs vitest with its output shown, and returns what it counted. */
async function runVitest(projects: readonly string[]): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'lianbo-report-'));
  const reportFile = join(folder, 'report.json');
  const args = [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    return countTests(JSON.parse(readFileSync(reportFile, 'utf8')) as VitestReport, code);
  } catch (error) {
    console.log(`vitest left no report: ${(error as Error).message}`);
    return { passed: 0, failed: 1, skipped: 0, excused: 0, notes: [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runSuites(): Promise<Count> {
  const reason = await whyNoJourneys();
  if (reason === null) return runVitest(['unit', 'journeys']);
  const journeys = globSync('test/journeys/**/*.test.ts', { cwd: root });
  const count = await runVitest(['unit']);
  return addUp(count, {
    passed: 0,
    failed: 0,
    skipped: journeys.length,
    excused: 0,
    notes: journeys.map((path) => `${path}: ${reason}`),
  });
}

/** `npm test`: every check, then every test. With --tests-only the checks are left out (a second database to test on). */
async function main(): Promise<void> {
  const checks = process.argv.includes('--tests-only') ? [] : await runChecks();
  const counted = addUp(countChecks(checks), await runSuites());
  const noRedis = whyNoRedis();
  if (noRedis !== null) console.log(`not tried: ${noRedis}`);
  for (const note of counted.notes) console.log(`skipped: ${note}`);
  const total = failSkipsInCi(counted, process.env['CI'] === 'true');
  console.log(summaryLine(total));
  process.exitCode = total.failed > 0 ? 1 : 0;
}

await main();
