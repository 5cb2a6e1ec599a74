import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const domains = globSync('src/domains/*/index.ts', { cwd: root }).map(dirname);
const documents = [
  'README.md',
  'README.zh-CN.md',
  'ARCHITECTURE.md',
  'GUARANTEES.md',
  ...globSync('docs/adr/*.md', { cwd: root }),
  ...domains.map((folder) => join(folder, 'README.md')),
];
/** Mentioned because they lie outside: real data that only some machines have. */
const outside = /^\.\.\/shared\//;

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}

/** Paths in backticks, in links and in the tables of domains: `acts/place-orders.test.ts`, [x](docs/adr/). */
function mentionedPaths(text: string): string[] {
  const quoted = [...text.matchAll(/`([\w@./-]+)`/g)].map((match) => match[1]!);
  const bare = [...text.matchAll(/(?<![\w`/.-])((?:\.\.\/)*[\w-]+\/[\w./-]+\.(?:test\.)?tsx?)\b/g)];
  const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1]!);
  // What begins with a slash is an address of the product.
  const isPath = (word: string) =>
    /^[^/]/.test(word) && /^[\w.@-]+\/|\.(tsx?|md|sql|svg|json|csv|mp4|txt)$/.test(word);
  const words = [...quoted, ...linked].filter((word) => isPath(word) && !word.startsWith('@'));
  return [...new Set([...words, ...bare.map((match) => match[1]!)])].filter((path) => !outside.test(path));
}

/** A path is meant from the root or from the folder of its document. */
function isThere(path: string, document: string): boolean {
  return existsSync(join(root, path)) || existsSync(join(root, dirname(document), path));
}

test.each(documents)('%s names only what is there', (document) => {
  const paths = mentionedPaths(read(document));
  expect(paths.filter((path) => !isThere(path, document))).toEqual([]);
});

test('the walk of an order and the guarantees name files by their whole path', () => {
  for (const document of ['ARCHITECTURE.md', 'GUARANTEES.md']) {
    const files = mentionedPaths(read(document)).filter((path) => path.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  }
});

test('every test that a guarantee rests on exists under its title', () => {
  const claims = [...read('GUARANTEES.md').matchAll(/^- `([^`]+)`: (.*)$/gm)].flatMap(([, file, rest]) =>
    [...rest!.matchAll(/"([^"]+)"/g)].map((match) => ({ file: file!, title: match[1]! })),
  );
  expect(claims.length).toBeGreaterThan(40);
  expect(claims.filter(({ file, title }) => !read(file).includes(title))).toEqual([]);
});

test('every invariant of a domain rests on a test that exists', () => {
  const rows = domains.flatMap((folder) =>
    read(join(folder, 'README.md'))
      .split('\n')
      .flatMap((line) => [...line.matchAll(/([\w-]+\.test\.tsx?) "([^"]+)"/g)])
      .map((match) => ({ folder, file: match[1]!, title: match[2]! })),
  );
  const lost = rows.filter(({ folder, file, title }) =>
    globSync(join(folder, '**', file), { cwd: root }).every((path) => !read(path).includes(title)),
  );
  expect(rows.length).toBeGreaterThan(5);
  expect(lost).toEqual([]);
});
