import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runSteps, type Step, type StepResult } from './steps.ts';

/** Two cores: more at a time only makes each of them slower. */
const width = 2;
const require = createRequire(import.meta.url);

/** The file behind a command of a package, by path: both TypeScripts claim the name tsc, and Windows has no links. */
function bin(packageName: string, command = packageName): string {
  const folder = join(import.meta.dirname, '..', 'node_modules', packageName);
  const { bin: bins } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return require.resolve(join(folder, typeof bins === 'string' ? bins : (bins[command] ?? command)));
}

function tool(name: string, ...args: string[]): readonly string[] {
  return [join(import.meta.dirname, name), ...args];
}

/** Everything that is checked without running the product; the long ones first. */
const steps: readonly Step[] = [
  { name: 'types of the web', args: [bin('ts7', 'tsc'), '-p', 'web/tsconfig.json'] },
  { name: 'types of the server', args: [bin('ts7', 'tsc'), '-p', 'tsconfig.json'] },
  { name: 'sql', args: tool('sql-check.ts') },
  { name: 'unused code and packages', args: [bin('knip'), '--no-progress', '--no-config-hints'] },
  { name: 'lint', args: [bin('oxlint'), '--deny-warnings', '--quiet'] },
  { name: 'walls', args: tool('check-walls.ts') },
  { name: 'format', args: [bin('oxfmt'), '--check'] },
  { name: 'lengths', args: tool('lint-length.ts') },
  { name: 'picture of the floors', args: tool('draw-architecture.ts', '--check') },
];

/** Runs every check and prints a line for each, with the output of those that fail. */
export async function runChecks(): Promise<readonly StepResult[]> {
  process.chdir(dirname(import.meta.dirname));
  return runSteps(steps, width, ({ name, passed, seconds, output }) => {
    const remark = passed ? lastLine(output) : '';
    console.log(
      `${passed ? '✓' : '✗'} ${name.padEnd(26)} ${seconds.toFixed(1).padStart(5)} s  ${remark}`.trimEnd(),
    );
    if (!passed) console.log(`${output}\n`);
  });
}

/** The tools of the house end with a figure worth showing; the others are silent or chatty. */
function lastLine(output: string): string {
  const line = output.split('\n').at(-1) ?? '';
  return /^\d+ (files|modules|statements)/.test(line) ? line : '';
}

if (import.meta.main) {
  const results = await runChecks();
  process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
}
