import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyCommand, runCommand } from './commands.ts';
import { Model } from './model.ts';
import { openRun, openSystem, type System } from './system.ts';

/** CONFORMANCE_RUNS=500 for a night; CONFORMANCE_SEED repeats a failure, as the report of it says. */
const runs = Number(process.env['CONFORMANCE_RUNS'] ?? 20);
const seed = Number(process.env['CONFORMANCE_SEED'] ?? Math.trunc(Math.random() * 2 ** 31));
const commandsMax = 60;
/** On average, on a slow machine; a failure is shrunk until then. */
const secondsPerRun = 2;

let system: System;
beforeAll(async () => {
  system = await openSystem();
});
afterAll(() => system?.close());

test(
  'whatever is done in whatever order, the product does what the model does',
  async () => {
    const found = await fc.check(
      fc.asyncProperty(
        fc.array(anyCommand, { minLength: 1, maxLength: commandsMax, size: 'max' }),
        async (commands) => {
          const [model, real] = [new Model(), await openRun(system)];
          for (const command of commands) await runCommand(command, model, real);
        },
      ),
      // Unbiased: short and small is where nothing happens.
      { numRuns: runs, seed, unbiased: true, interruptAfterTimeLimit: runs * secondsPerRun * 1_000 },
    );
    const report = found.failed
      ? `CONFORMANCE_SEED=${seed}\n${fc.defaultReportMessage(found)}\n${String(found.errorInstance)}`
      : '';
    expect(report).toBe('');
  },
  2 * runs * secondsPerRun * 1_000,
);
