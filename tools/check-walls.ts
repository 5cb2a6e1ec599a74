import { globSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { roomOf } from './floors.ts';
import { walls } from './wall-rules.ts';

export interface WallReport {
  /** "wall: from → to", or another sentence. Empty when the house stands. */
  readonly faults: readonly string[];
  /** Files of the project that were looked at. */
  readonly moduleCount: number;
}

const folders = ['src', 'contract', 'web', 'tools', 'bench', 'test'];
const sourceGlob = `{${folders.join(',')}}/**/*.{ts,tsx}`;

/**
 * Looks at every import of the project below `root`. A file that the cruiser did not see is a fault as well: without a
 * TypeScript it understands it looks at nothing and reports green.
 */
export async function checkWalls(root: string): Promise<WallReport> {
  const files = globSync(sourceGlob, { cwd: root })
    .filter((file) => !file.includes('node_modules'))
    .map((file) => file.replaceAll('\\', '/'));
  const { output } = await cruise(files, {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: [...walls] },
    // Types are imports too: a wall that a type may climb over is none.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
    },
  });
  const { modules, summary } = output as ICruiseResult;
  const seen = new Set(modules.map(({ source }) => source));
  const faults = [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...files.filter((file) => !seen.has(file)).map((file) => `every-file-is-seen: ${file} was not looked at`),
    ...files
      .filter(isHomeless)
      .map((file) => `every-file-has-a-floor: ${file} stands on none (tools/floors.ts)`),
  ];
  return { faults: [...new Set(faults)].sort(), moduleCount: files.length };
}

function isHomeless(file: string): boolean {
  return file.startsWith('src/') && roomOf(file) === null;
}

if (import.meta.main) {
  const { faults, moduleCount } = await checkWalls(join(import.meta.dirname, '..'));
  for (const fault of faults) console.error(fault);
  console.log(`${moduleCount} modules, ${walls.length} walls, ${faults.length} faults`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
