import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { todoPages } from './todos.ts';

/** What the sections of the console register: `page(parent, '/claims', …)`. */
function consolePages(): Set<string> {
  const folder = join(import.meta.dirname, '../../../../web/console/sections');
  const texts = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/page\(\s*parent,\s*'([^']+)'/g)].map((found) => found[1]!)),
  );
}

test('every to-do leads to a page of the console', () => {
  const pages = consolePages();
  const lost = Object.entries(todoPages).filter(([, href]) => !pages.has(href.split('?')[0]!));
  expect(lost).toEqual([]);
});
