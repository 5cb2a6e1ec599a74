/** The product in a process of its own, to be killed: all of `npm start` but the pages and the demo. */
import { pino } from 'pino';
import { assemble } from '../src/assemble.ts';
import { readConfig } from '../src/config.ts';

const installation = await assemble(readConfig(process.argv.slice(2), process.env), {
  logger: pino({ level: 'silent' }),
  say: () => {},
  onGiveUp: () => process.exit(1),
  webFolder: null,
  buildWeb: null,
});
process.once('SIGTERM', () => void installation.stop().then(() => process.exit(0)));
process.send?.({ databaseUrl: installation.database.url });
