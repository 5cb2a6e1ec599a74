import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Manifest {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly optionalDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const installed = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
const lines = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('- '));

test('every dependency has one line that says why, and every line has a dependency', () => {
  const explained = lines.map((line) => /^- `([^`]+)` – \S.{10,}/.exec(line)?.[1] ?? line);
  expect(explained.toSorted()).toEqual(Object.keys(installed).sort());
});

test('versions are pinned exactly', () => {
  const loose = Object.entries(installed).filter(
    ([, version]) => !/^(npm:\w+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});
