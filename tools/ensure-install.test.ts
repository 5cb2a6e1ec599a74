import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

interface EnsureInstall {
  reasonToInstall(root: string): string | null;
  missingNode(root: string, hostVersion: string, platform: string): string | null;
  lockHash(root: string): string;
  stampPath(root: string): string;
}

const ensure = createRequire(import.meta.url)('./ensure-install.cjs') as EnsureInstall;
let root: string;

function write(path: string, text: string, atSecond: number): void {
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, atSecond, atSecond);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lianbo-install-'));
  write('package-lock.json', '{"v":1}', 1000);
});
afterEach(() => rmSync(root, { recursive: true }));

test('a fresh clone is installed', () => {
  expect(ensure.reasonToInstall(root)).toBe('nothing is installed yet');
});

test('an npm ci that was interrupted left no record, so it runs again', () => {
  mkdirSync(join(root, 'node_modules', 'zod'), { recursive: true });
  expect(ensure.reasonToInstall(root)).toBe('nothing is installed yet');
});

test('our own stamp is trusted even when a checkout touched the lock file', () => {
  write('node_modules/.package-lock.json', '{}', 1001);
  write('node_modules/.lianbo-installed', ensure.lockHash(root), 1002);
  write('package-lock.json', '{"v":1}', 5000);
  expect(ensure.reasonToInstall(root)).toBeNull();
});

test('a changed lock file is installed', () => {
  write('node_modules/.package-lock.json', '{}', 1001);
  write('node_modules/.lianbo-installed', ensure.lockHash(root), 1002);
  write('package-lock.json', '{"v":2}', 5000);
  expect(ensure.reasonToInstall(root)).toBe('the lock file is newer than what is installed');
});

test('an npm ci run by hand after the change counts', () => {
  write('node_modules/.lianbo-installed', ensure.lockHash(root), 1002);
  write('package-lock.json', '{"v":2}', 5000);
  write('node_modules/.package-lock.json', '{}', 5001);
  expect(ensure.reasonToInstall(root)).toBeNull();
});

test('a platform without a Node package needs a host Node 24, and says so', () => {
  expect(ensure.missingNode(root, '24.1.0', 'darwin')).toBeNull();
  expect(ensure.missingNode(root, '20.20.2', 'darwin')).toMatch(/install Node 24 or newer/);
  write('node_modules/.bin/node', '', 1000);
  expect(ensure.missingNode(root, '20.20.2', 'linux')).toBeNull();
});
