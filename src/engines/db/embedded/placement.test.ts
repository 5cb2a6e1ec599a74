import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findBinaries, programPath } from './binaries.ts';
import { chooseDataDir, requireReachable } from './data-dir.ts';
import { lockExclusively } from './exclusive-lock.ts';
import { makeDataDir } from './place.ts';
import { chooseRunAs, placeNative } from './run-as.ts';
import { scratchFolder } from './scratch.ts';

const isRoot = process.getuid?.() === 0;

test('a platform without a binary is told about DATABASE_URL in one sentence', () => {
  expect(() => findBinaries('aix', 'ppc64')).toThrow(
    /^There is no embedded PostgreSQL for aix-ppc64: .* set DATABASE_URL, for example DATABASE_URL=postgres:/,
  );
  expect(existsSync(programPath(findBinaries().native, 'postgres'))).toBe(true);
});

test('the data folder: the wish, else the checkout, else for root one that the database user can enter', () => {
  const checkout = join(scratchFolder(), 'lianbo');
  mkdirSync(checkout, { mode: 0o755 });
  expect(chooseDataDir({ checkout, wish: '/srv/lianbo', root: true })).toBe('/srv/lianbo');
  expect(chooseDataDir({ checkout, wish: undefined, root: false })).toBe(join(checkout, 'data'));
  expect(chooseDataDir({ checkout, wish: undefined, root: true })).toBe(join(checkout, 'data'));
  chmodSync(join(checkout, '..'), 0o700);
  expect(chooseDataDir({ checkout, wish: '', root: false })).toBe(join(checkout, 'data'));
  expect(chooseDataDir({ checkout, wish: '', root: true })).toMatch(
    /^\/var\/lib\/lianbo\/lianbo-[0-9a-f]{6}$/,
  );
});

test('a folder nobody can enter is refused for root by name', () => {
  const closed = join(scratchFolder(), 'closed');
  mkdirSync(closed, { mode: 0o700 });
  expect(() => requireReachable(join(closed, 'data', 'deep'))).toThrow(
    `cannot enter ${closed}: choose another`,
  );
});

test('the data folder is made passable under a strict umask', () => {
  const before = process.umask(0o077);
  try {
    const dataDir = join(scratchFolder(), 'deep', 'data');
    makeDataDir(dataDir);
    expect(isRoot ? () => requireReachable(dataDir) : () => {}).not.toThrow();
  } finally {
    process.umask(before);
  }
});

test('out of a closed checkout root copies the programs to where the database user can run them', () => {
  const dataDir = scratchFolder();
  const closed = join(dataDir, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const native = join(closed, 'native');
  cpSync(findBinaries().native, native, { recursive: true, verbatimSymlinks: true });
  const runAs = chooseRunAs(join(dataDir, 'postgres'));
  const placed = placeNative({ native, version: '1' }, runAs, dataDir);
  expect(placed).toBe(isRoot ? join(dataDir, 'native-1') : native);
  const options = { ...runAs, cwd: dataDir, encoding: 'utf8' } as const;
  expect(execFileSync(programPath(placed, 'postgres'), ['--version'], options)).toMatch(
    /^postgres \(PostgreSQL\) 18/,
  );
  expect(placeNative({ native, version: '1' }, runAs, dataDir)).toBe(placed);
});

test('the server of an ordinary user runs as that user, that of root as nobody', () => {
  expect(chooseRunAs('/nowhere', 1000)).toEqual({});
  expect(chooseRunAs('/nowhere', 0)).toEqual({ uid: 65_534, gid: 65_534 });
});

test('the lock of a killed process, and of a number that was given to another one, is taken over', () => {
  const dataDir = scratchFolder();
  const path = join(dataDir, 'lianbo.lock');
  for (const stale of ['{"pid":4194303,"mark":"1"}', `{"pid":${process.ppid},"mark":"1"}`, '']) {
    writeFileSync(path, stale);
    lockExclusively(dataDir)();
    expect(readdirSync(dataDir)).toEqual([]);
  }
});

test('a lock that is held names its holder and stays', () => {
  const dataDir = scratchFolder();
  const path = join(dataDir, 'lianbo.lock');
  const text = `{"pid":${process.ppid},"mark":""}`;
  writeFileSync(path, text);
  expect(() => lockExclusively(dataDir)).toThrow(
    `Another Lianbo (process ${process.ppid}) already uses ${dataDir}`,
  );
  expect(readFileSync(path, 'utf8')).toBe(text);
});
