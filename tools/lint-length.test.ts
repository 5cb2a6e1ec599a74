import { expect, test } from 'vitest';
import { judgeFile } from './lint-length.ts';

const body = (lines: number): string => '  step();\n'.repeat(lines);

test('a file of 400 lines and a function of 70 are within budget', () => {
  expect(judgeFile('src/edge/a.ts', 'x();\n'.repeat(400))).toEqual([]);
  expect(judgeFile('src/edge/a.ts', `function act() {\n${body(68)}}\n`)).toEqual([]);
});

test('a long file, a long function and a deep folder are named', () => {
  expect(judgeFile('src/edge/a.ts', 'x();\n'.repeat(401))).toEqual(['src/edge/a.ts: 401 lines, at most 400']);
  expect(judgeFile('src/edge/a.ts', `\nfunction act() {\n${body(69)}}\n`)).toEqual([
    'src/edge/a.ts:2: act has 71 lines, at most 70',
  ]);
  expect(judgeFile('web/kit/a.tsx', `const Page = () => {\n${body(69)}};\n`)).toEqual([
    'web/kit/a.tsx:1: Page has 71 lines, at most 70',
  ]);
  expect(judgeFile('src/a/b/c/d/e/f.ts', '')).toEqual(['src/a/b/c/d/e/f.ts: 5 folders below src, at most 4']);
});

test('a test may be as long as its story', () => {
  expect(judgeFile('src/edge/a.test.ts', `test('x', () => {\n${body(99)}});\n`)).toEqual([]);
});
