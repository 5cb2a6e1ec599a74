import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const fileLinesMax = 400;
const functionLinesMax = 70;
/** src/domains/ordering/acts/place-order.ts is as deep as it gets. */
const foldersBelowSrcMax = 4;
const sourceGlob = '{src,contract,web,tools,bench,test}/**/*.{ts,tsx,cjs,mjs,css}';

export interface LengthReport {
  readonly faults: readonly string[];
  readonly fileCount: number;
  readonly medianLines: number;
}

/** Measures every source file against the budgets of the house. */
export function lintLength(root: string): LengthReport {
  const paths = globSync(sourceGlob, { cwd: root }).filter((path) => !path.includes('node_modules'));
  const faults: string[] = [];
  const lengths: number[] = [];
  for (const path of paths.map((found) => found.replaceAll('\\', '/')).sort()) {
    const text = readFileSync(join(root, path), 'utf8');
    lengths.push(countLines(text));
    faults.push(...judgeFile(path, text));
  }
  lengths.sort((a, b) => a - b);
  return { faults, fileCount: paths.length, medianLines: lengths[Math.floor(lengths.length / 2)] ?? 0 };
}

/** The faults of one file, each as "path:line: sentence". */
export function judgeFile(path: string, text: string): string[] {
  const lines = countLines(text);
  const faults = lines > fileLinesMax ? [`${path}: ${lines} lines, at most ${fileLinesMax}`] : [];
  const depth = path.split('/').length - 2;
  if (path.startsWith('src/') && depth > foldersBelowSrcMax) {
    faults.push(`${path}: ${depth} folders below src, at most ${foldersBelowSrcMax}`);
  }
  if (!path.endsWith('.css') && !/\.test\.tsx?$|^test\/journeys\//.test(path))
    faults.push(...longFunctions(path, text));
  return faults;
}

function longFunctions(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const faults: string[] = [];
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line + 1;
  function visit(node: ts.Node): void {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const first = lineOf(node.getStart(file));
      const lines = lineOf(node.getEnd()) - first + 1;
      if (lines > functionLinesMax) {
        faults.push(`${path}:${first}: ${nameOf(node)} has ${lines} lines, at most ${functionLinesMax}`);
      }
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return faults;
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? 'a function';
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

if (import.meta.main) {
  const { faults, fileCount, medianLines } = lintLength(join(import.meta.dirname, '..'));
  for (const fault of faults) console.error(fault);
  console.log(`${fileCount} files, median ${medianLines} lines`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
