import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkWalls } from '../../tools/check-walls.ts';
import { domainNames } from '../../tools/floors.ts';
import { walls } from '../../tools/wall-rules.ts';
import { plantedViolations, plantUpwardArrow, soundHouse, type Files } from './planted.ts';

function build(...layers: Files[]): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lianbo-walls-')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of layers.flatMap((files) => Object.entries(files))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

async function wallsBrokenBy(files: Files): Promise<string[]> {
  const { faults } = await checkWalls(build(soundHouse, files));
  return faults.map((fault) => fault.split(':')[0] ?? '');
}

test('a sound house has no faults, and every file of it was looked at', async () => {
  const { faults, moduleCount } = await checkWalls(build(soundHouse));
  expect(faults).toEqual([]);
  expect(moduleCount).toBe(Object.keys(soundHouse).filter((path) => path.endsWith('.ts')).length);
});

test.each(Object.keys(plantedViolations))('%s catches what is planted against it', async (name) => {
  expect(await wallsBrokenBy(plantedViolations[name] ?? {})).toContain(name);
});

test.each(domainNames.filter((name) => name !== 'insight'))(
  'an arrow up from %s is caught',
  async (domain) => {
    expect(await wallsBrokenBy(plantUpwardArrow(domain))).toContain(`arrows-go-down-from-${domain}`);
  },
);

test('a type climbs over no wall', async () => {
  const files = {
    'src/kernel/shape.ts': "import type { y } from '../engines/db/tx.ts';\nexport type Z = typeof y;",
  };
  expect(await wallsBrokenBy(files)).toContain('kernel-imports-nothing');
});

test('tests may reach where production may not', async () => {
  const files = {
    'src/domains/catalog/rules/name.test.ts': "import { x } from '../tables.ts';\nexport const y = x;",
  };
  expect(await wallsBrokenBy(files)).toEqual([]);
});

test('every wall has something planted against it', () => {
  const planted = [
    ...Object.keys(plantedViolations),
    ...domainNames.map((name) => `arrows-go-down-from-${name}`),
  ];
  expect(walls.map(({ name }) => name ?? '').filter((name) => !planted.includes(name))).toEqual([]);
});

test('the project itself is looked at as a whole', async () => {
  const { moduleCount } = await checkWalls(join(import.meta.dirname, '..', '..'));
  expect(moduleCount).toBeGreaterThan(50);
  // Reading every module takes 10 s of a core that other suites want as well.
}, 90_000);
