/** `npm run bench -- NAME [--quick] [--json FILE]`: measures one thing, prints tables, and keeps the figures if asked to. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** Tables by name; a table is a list of rows. `isQuick` measures shorter: under a minute, less steady. */
export type Figures = Readonly<Record<string, readonly object[]>>;
type Bench = (isQuick: boolean) => Promise<Figures>;

const benches: Readonly<Record<string, { readonly what: string; load(): Promise<Bench> }>> = {
  intake: {
    what: 'orders per second through the intake, in process and over HTTP',
    load: async () => (await import('./intake.ts')).benchIntake,
  },
  media: {
    what: 'CPU of live video with 200 viewers, and how late the picture is',
    load: async () => (await import('./media.ts')).benchMedia,
  },
};

function usage(): string {
  const names = Object.entries(benches).map(([name, { what }]) => `  ${name.padEnd(8)} ${what}`);
  return ['npm run bench -- NAME [--quick] [--json FILE]', '', ...names].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const [name = ''] = positionals;
const chosen = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (chosen && positionals.length === 1) {
  const measure = await chosen.load();
  const figures = await measure(values.quick);
  for (const [title, rows] of Object.entries(figures)) {
    console.log(title);
    console.table(rows);
  }
  if (values.json) {
    const machine = { node: process.version, cores: availableParallelism(), platform: process.platform };
    const report = { bench: name, isQuick: values.quick, machine, figures };
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
} else {
  console.error(name === '' || chosen ? usage() : `There is no bench "${name}".\n\n${usage()}`);
  process.exitCode = 1;
}
