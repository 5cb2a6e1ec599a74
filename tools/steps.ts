import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** One check: a command that ends with 0 when all is well. */
export interface Step {
  readonly name: string;
  /** Arguments for this Node. */
  readonly args: readonly string[];
}

export interface StepResult {
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

const outputCharsMax = 200_000;

/** Runs the steps, at most `width` at a time, and reports each as it ends. Results come in the order of the steps. */
export async function runSteps(
  steps: readonly Step[],
  width: number,
  report: (result: StepResult) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let step = steps[next]; step; step = steps[next]) {
      const place = next;
      next += 1;
      const result = await runStep(step);
      results[place] = result;
      report(result);
    }
  }
  await Promise.all(Array.from({ length: width }, work));
  return results;
}

function runStep({ name, args }: Step): Promise<StepResult> {
  const begun = performance.now();
  const env = { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void =>
    void (output = (output + chunk.toString('utf8')).slice(-outputCharsMax));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({
        name,
        passed: code === 0,
        seconds: (performance.now() - begun) / 1000,
        output: output.trimEnd(),
      });
    });
  });
}
