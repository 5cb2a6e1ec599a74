import { existsSync } from 'node:fs';
import { pino } from 'pino';
import { assemble, builtWebFolder, type Installation } from './assemble.ts';
import { announceStart } from './assemble/announce-start.ts';
import { readConfig } from './config.ts';
import { buildWebIfStale } from '../tools/build-web.ts';

/** All in one: database, doors, feed, media, clockwork and the built web. */
const startedAt = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
let installation: Installation | null = null;
let isStopping = false;

/** A second Ctrl-C does not wait. */
async function stop(code: number): Promise<void> {
  if (isStopping) process.exit(1);
  isStopping = true;
  say('联播正在停下……');
  await installation?.stop();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

/** A failed build of changed sources leaves the last good pages in place; without any the start fails. */
async function buildPages(): Promise<void> {
  try {
    await buildWebIfStale({ log: say });
  } catch (error) {
    if (!existsSync(builtWebFolder)) throw error;
    say(`页面没有编译成功，先用上一次的：${error instanceof Error ? error.message : String(error)}`);
  }
}

try {
  const config = readConfig(process.argv.slice(2), process.env);
  const logger = pino({ level: config.logLevel });
  installation = await assemble(config, {
    logger,
    say,
    onGiveUp: () => void stop(1),
    webFolder: builtWebFolder,
    buildWeb: buildPages,
  });
  await announceStart(installation, config, performance.now() - startedAt, say);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['LIANBO_LOG'] === 'debug') console.error(error);
  await installation?.stop();
  process.exit(1);
}
