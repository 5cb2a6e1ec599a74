/** `npm run bench -- NAME [--quick] [--json FILE] [--data DIR] [--from DATE] [--only PART]`: measures one thing, prints tables, and keeps the figures if asked to. */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchOptions, Figures } from './figures.ts';

type Bench = (options: BenchOptions) => Promise<Figures>;

const benches: Readonly<Record<string, { readonly what: string; load(): Promise<Bench> }>> = {
  intake: {
    what: 'orders per second through the intake, in process and over HTTP',
    load: async () => (await import('./intake.ts')).benchIntake,
  },
  crash: {
    what: 'kill -9 of the server and of the database in a burst: what was promised, and what is there',
    load: async () => (await import('./crash.ts')).benchCrash,
  },
  reads: {
    what: 'pages of a live evening from the database and from memory',
    load: async () => (await import('./reads.ts')).benchReads,
  },
  growth: {
    what: 'whether anything slows down with 10 thousand to a million orders behind it',
    load: async () => (await import('./growth.ts')).benchGrowth,
  },
  payments: {
    what: 'payment completions in bursts, and two nodes on one database',
    load: async () => (await import('./payments.ts')).benchPayments,
  },
  media: {
    what: 'CPU and memory of live video per viewer, against node-media-server, and how late the picture is',
    load: async () => (await import('./media.ts')).benchMedia,
  },
  allocation: {
    what: 'cost and time of allocation on invented evenings, over a bound that nothing can beat',
    load: async () => (await import('./allocation.ts')).benchAllocation,
  },
  benchmark: {
    what: 'how many real shops get a peer group, and what the leaving of one tells the others',
    load: async () => (await import('./benchmark.ts')).benchBenchmark,
  },
  forecast: {
    what: 'forecasts of published sales against ten usual methods, and how fast they are made',
    load: async () => (await import('./forecast.ts')).benchForecast,
  },
  routing: {
    what: 'gap of the routing engine to the best known solutions of published instances',
    load: async () => (await import('./routing.ts')).benchRouting,
  },
};

function usage(): string {
  const names = Object.entries(benches).map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`);
  return [
    'npm run bench -- NAME [--quick] [--json FILE] [--data DIR] [--from DATE] [--only PART]',
    '',
    ...names,
  ].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    data: { type: 'string', default: join(import.meta.dirname, '..', '..', 'shared', 'data') },
    from: { type: 'string' },
    only: { type: 'string' },
  },
});
const [name = ''] = positionals;
const chosen = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (chosen && positionals.length === 1) {
  const measure = await chosen.load();
  const figures = await measure({
    isQuick: values.quick,
    data: values.data,
    from: values.from,
    only: values.only,
  });
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
