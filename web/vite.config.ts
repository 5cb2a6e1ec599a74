import { existsSync } from 'node:fs';
import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { type InlineConfig, type Plugin, type UserConfig, defineConfig } from 'vite';

/** The clients that ship, and the address each lives at. */
export const clientBases = { shopper: '/', console: '/console/', studio: '/studio/' } as const;
export type ClientName = keyof typeof clientBases;

/** The gallery shows the parts while working on them; it is never built. */
type DevName = ClientName | 'gallery';

const serverUrl = process.env['LIANBO_URL'] ?? 'http://127.0.0.1:8080';

const styleLink = /<link rel="stylesheet"[^>]*>\s*/g;

/** The kit's sheet says the order of the cascade layers, so it must be linked before any that uses one. */
const kitStylesFirst: Plugin = {
  name: 'kit-styles-first',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      const links = html.match(styleLink) ?? [];
      const sorted = links.toSorted((a, b) => Number(b.includes('/kit-')) - Number(a.includes('/kit-')));
      let at = 0;
      return html.replace(styleLink, () => sorted[at++]!);
    },
  },
};

/** How one client is served and built. Assets are files of their own: a data: font or script would break the CSP. */
export function clientConfig(name: DevName, outDir?: string): InlineConfig & UserConfig {
  const root = join(import.meta.dirname, name);
  const worker = join(root, 'service-worker.ts');
  return {
    root,
    base: name === 'gallery' ? '/' : clientBases[name],
    configFile: false,
    publicDir: false,
    plugins: [react(), tailwind(), kitStylesFirst],
    server: {
      fs: { allow: [join(import.meta.dirname, '..')] },
      proxy: {
        // The server compares Origin with Host: the host the browser sees must reach it.
        '/api': { target: serverUrl, changeOrigin: false },
        '/dev': { target: serverUrl, changeOrigin: false },
        '/feed': { target: serverUrl, ws: true },
        '/media': { target: serverUrl, ws: true },
      },
    },
    build: {
      ...(outDir !== undefined && { outDir }),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        input: {
          main: join(root, 'index.html'),
          ...(existsSync(worker) && { 'service-worker': worker }),
        },
        output: {
          entryFileNames: ({ name: entry }) =>
            entry === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js',
          codeSplitting: {
            groups: [
              // One style sheet for all parts: it says the order of the cascade layers (see kitStylesFirst).
              { name: 'kit', test: /web[\\/]kit[\\/].*\.css$/ },
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
              { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/ },
              // The shopper's opening page with all it needs as one file: 5 requests instead of 42, 11 kB less gzip.
              ...(name === 'shopper'
                ? [{ name: 'opening', test: /[\\/]shopper[\\/]pages[\\/]home\.tsx$/ }]
                : []),
            ],
          },
        },
      },
    },
  };
}

export default defineConfig(({ mode }) => clientConfig((mode in clientBases ? mode : 'gallery') as DevName));
