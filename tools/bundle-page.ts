import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';
import { build } from 'vite';

/** A page of one script in memory: '' is the HTML, other names are its scripts, all relative to the page. */
export type BundledPage = ReadonlyMap<string, PageFile>;

export interface PageFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** Bundles a browser script of web/ for a tool or a test; nothing touches the disk. */
export async function bundlePage(entry: URL): Promise<BundledPage> {
  const result = (await build({
    configFile: false,
    logLevel: 'error',
    base: './',
    root: fileURLToPath(new URL('../web/', import.meta.url)),
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: { input: fileURLToPath(entry), output: { entryFileNames: 'main.js' } },
    },
  })) as Rolldown.RolldownOutput;
  const page = new Map<string, PageFile>();
  for (const file of result.output) {
    const type = file.fileName.endsWith('.css') ? 'text/css' : 'text/javascript';
    page.set(file.fileName, { type, body: file.type === 'chunk' ? file.code : file.source });
  }
  const styles = [...page.keys()].filter((name) => name.endsWith('.css'));
  const head = styles.map((name) => `<link rel="stylesheet" href="./${name}">`).join('');
  const script = '<script type="module" src="./main.js"></script>';
  const body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>lab</title>${head}<body>${script}`;
  return page.set('', { type: 'text/html; charset=utf-8', body });
}
