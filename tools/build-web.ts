import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Rolldown, build } from 'vite';
import { type ClientName, clientBases, clientConfig } from '../web/vite.config.ts';

const home = join(import.meta.dirname, '..');
const target = join(home, 'dist', 'web');
const stampFile = join(target, '.stamp');
/** Everything a build is made from. */
const sources = [
  'web/**/*',
  'contract/**/*.ts',
  'src/kernel/**/*.ts',
  'tools/build-web.ts',
  'package-lock.json',
];
const notBuilt = /\.test\.tsx?$|\.md$|^web\/gallery\//;
/** The page behind `/` of each client; it is lazy, but everyone who comes in needs it. */
const openingPage = /[\\/]pages[\\/](home|start|overview)\.tsx$/;
/** The shopper's first load: entry, opening page, their imports and styles, gzip. */
const shopperBudgetBytes = 150_000;
const brotliLevel = 9;

export interface BuildWebOptions {
  log: (line: string) => void;
}

/**
 * Builds the three clients into dist/web/<client>/ unless the stamp says they are up to date. The new build takes the
 * old one's place only when all three succeeded. Returns whether it built.
 */
export async function buildWebIfStale({ log }: BuildWebOptions): Promise<boolean> {
  const stamp = hashSources();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false;
  const fresh = join(home, 'dist', `.web-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  for (const name of Object.keys(clientBases) as ClientName[]) {
    report(name, await buildClient(name, join(fresh, name)), log);
    compressAssets(join(fresh, name));
  }
  writeFileSync(join(fresh, '.stamp'), stamp);
  mkdirSync(join(home, 'dist'), { recursive: true });
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return true;
}

/**
 * Lays `.br` and `.gz` beside every text asset, which the server hands out instead: a script of 219 kB travels as 59.
 * Brotli of level 9 costs a tenth of 11's time and 3 % more bytes.
 */
function compressAssets(folder: string): void {
  for (const file of globSync('**/*.{js,css,svg}', { cwd: folder })) {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: brotliLevel } };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, brotli));
    writeFileSync(`${path}.gz`, gzipSync(bytes));
  }
}

/** Always the production build, also when a test or a development server asks for it. */
async function buildClient(name: ClientName, outDir: string): Promise<Rolldown.RolldownOutput> {
  const outer = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return (await build({ ...clientConfig(name, outDir), logLevel: 'warn' })) as Rolldown.RolldownOutput;
  } finally {
    if (outer === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = outer;
  }
}

function hashSources(): string {
  const hash = createHash('sha256');
  const files = globSync(sources, { cwd: home, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    const name = file.slice(home.length + 1);
    if (!notBuilt.test(name)) hash.update(`${name}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function report(name: ClientName, { output }: Rolldown.RolldownOutput, log: BuildWebOptions['log']): void {
  const chunks = new Map(
    output.filter((file) => file.type === 'chunk').map((chunk) => [chunk.fileName, chunk]),
  );
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry && chunk.name === 'main');
  if (entry === undefined) throw new Error(`${name} has no entry chunk`);
  const opening = [...chunks.values()].filter((chunk) => openingPage.test(chunk.facadeModuleId ?? ''));
  const first = closure([entry, ...opening], chunks);
  const styles = output.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  const firstStyles = styles.filter((style) => first.some((chunk) => importedCss(chunk).has(style.fileName)));
  const scriptBytes = sum(first.map((chunk) => gzipSync(chunk.code).length));
  const styleBytes = sum(firstStyles.map((style) => gzipSync((style as Rolldown.OutputAsset).source).length));
  const all = sum([...chunks.values()].map((chunk) => gzipSync(chunk.code).length));
  const firstLoad = scriptBytes + styleBytes;
  log(
    `${name}: first load ${kilo(firstLoad)} (script ${kilo(scriptBytes)}, style ${kilo(styleBytes)}), all scripts ${kilo(all)}`,
  );
  if (name === 'shopper' && firstLoad > shopperBudgetBytes)
    throw new Error(
      `The shopper's first load is ${kilo(firstLoad)}; its budget is ${kilo(shopperBudgetBytes)}`,
    );
}

/** Chunks and all they import statically. */
function closure(
  starts: Rolldown.OutputChunk[],
  chunks: Map<string, Rolldown.OutputChunk>,
): Rolldown.OutputChunk[] {
  const names = new Set(starts.map((chunk) => chunk.fileName));
  for (const name of names) for (const imported of chunks.get(name)?.imports ?? []) names.add(imported);
  return [...names].flatMap((name) => chunks.get(name) ?? []);
}

function importedCss(chunk: Rolldown.OutputChunk): Set<string> {
  return (chunk as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? new Set();
}

const sum = (numbers: number[]): number => numbers.reduce((total, n) => total + n, 0);
const kilo = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

if (import.meta.main) {
  const built = await buildWebIfStale({ log: console.log });
  if (!built) console.log('dist/web is up to date');
}
