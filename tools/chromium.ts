import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Browser {
  readonly executablePath: string;
  /** What this build needs on the command line, on top of what a journey asks for. */
  readonly args: readonly string[];
}

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium for journeys: the one CHROMIUM_PATH names, the system's, or the one npm carries (Linux x64). Null when
 * there is none.
 */
export async function findChromium(): Promise<Browser | null> {
  const wish = process.env['CHROMIUM_PATH'];
  const found = [...(wish ? [wish] : []), ...systemPaths].find(isExecutable);
  if (found) return { executablePath: found, args: sandboxArgs() };
  return findCarried();
}

/**
 * The Chromium that npm carries; it unpacks itself into the temporary folder on first use. On a bare machine the NSS
 * libraries it needs are missing: the package brings them as well, for Amazon Linux, and they do elsewhere.
 */
export async function findCarried(): Promise<Browser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const { default: chromium, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
  const executablePath = await chromium.executablePath();
  if (!starts(executablePath)) {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    setupLambdaEnvironment(join(await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br')), 'lib'));
    if (!starts(executablePath)) return null;
  }
  // The package's own list of arguments is for a serverless function; these are what it needs on any machine.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--use-gl=angle', '--use-angle=swiftshader'];
  return { executablePath, args };
}

function starts(executablePath: string): boolean {
  return spawnSync(executablePath, ['--version'], { timeout: 30_000 }).status === 0;
}

/** Chromium refuses its sandbox to root. */
function sandboxArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--disable-dev-shm-usage'] : [];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
