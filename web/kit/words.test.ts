import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const web = join(import.meta.dirname, '..');
const chinese = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;

/** Chinese in strings, templates and JSX text; comments are free. */
function wordsIn(name: string, source: string): string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  function visit(node: ts.Node): void {
    const isText = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node);
    if ((isText || ts.isTemplateMiddleOrTemplateTail(node)) && chinese.test(node.getText(file))) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push(`${name}:${line + 1} ${node.getText(file).trim().slice(0, 40)}`);
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return found;
}

test('no words stand in pages, forms, parts and frames: they live in texts/', () => {
  const files = globSync('{shopper,console,studio,kit}/**/*.tsx', { cwd: web });
  expect(files.length).toBeGreaterThan(30);
  const spoken = files
    .filter((name) => !/(^|\/)(texts|lab)\/|\.test\.tsx$/.test(name))
    .flatMap((name) => wordsIn(name, readFileSync(join(web, name), 'utf8')));
  expect(spoken).toEqual([]);
});

test('the search finds words in each place they can hide', () => {
  const hiding = 'const a = "字"; const b = `${1}字${2}`; const c = <p title="字">字</p>; // 字';
  expect(wordsIn('x.tsx', hiding)).toHaveLength(4);
});
