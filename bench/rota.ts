import type { BenchOptions, Figures } from './figures.ts';
import { rotaWeek } from './rota-instance.ts';
import { solveRota } from '../src/solvers/rota/solve-rota.ts';
import type { RotaProblem } from '../src/solvers/rota/types.ts';

const hostCount = 40;
const seeds = [1, 2, 3, 5, 8, 13];
const quickSeeds = [1, 2, 3];
const budget = { seconds: 60 };

interface Row {
  readonly week: string;
  readonly seed: number;
  readonly slots: number;
  readonly given: number;
  readonly value: number;
  readonly gap: string;
  readonly proven: boolean;
  readonly changes: number;
  readonly cpuSeconds: number;
}

/**
 * Invented weeks of 40 hosts and 448 slots (`rota-instance.ts`): CPU of one core until the plan is proven to 1e-4, first
 * from nothing, then after the busiest host dropped out. Every plan has passed the independent checker.
 */
export async function benchRota({ isQuick }: BenchOptions): Promise<Figures> {
  const rows: Row[] = [];
  // The first call compiles the solver.
  await solveRota(rotaWeek(99, 2, 1, 1), budget);
  for (const seed of isQuick ? quickSeeds : seeds) {
    const week = rotaWeek(seed, hostCount);
    const { row, plan } = await measure('from nothing', seed, week);
    rows.push(row);
    const counts = Map.groupBy(plan, ({ hostId }) => hostId);
    const [busiest] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
    const hosts = week.hosts.map((host) => (host.hostId === busiest?.[0] ? { ...host, free: [] } : host));
    rows.push((await measure('host dropped out', seed, { ...week, hosts, before: plan })).row);
  }
  return { [`rota: ${hostCount} hosts`]: rows, summary: summarize(rows) };
}

async function measure(
  week: string,
  seed: number,
  problem: RotaProblem,
): Promise<{ row: Row; plan: RotaProblem['before'] }> {
  const before = process.cpuUsage();
  const answer = await solveRota(problem, budget);
  const { user, system } = process.cpuUsage(before);
  if (answer.kind === 'conflict') throw new Error('nothing is pinned, nothing can be in conflict');
  const { assignments, value, bound, isProven, changes } = answer.plan;
  const gap = `${(((bound - value) / Math.abs(value)) * 100).toFixed(4)} %`;
  const row = {
    ...{ week, seed, slots: problem.slots.length, given: assignments.length, value: Math.round(value), gap },
    ...{ proven: isProven, changes, cpuSeconds: Math.round((user + system) / 10_000) / 100 },
  };
  return { row, plan: assignments };
}

function summarize(rows: readonly Row[]): object[] {
  return [...Map.groupBy(rows, ({ week }) => week)].map(([week, of]) => ({
    week,
    proven: `${of.filter(({ proven }) => proven).length} of ${of.length}`,
    'CPU mean (s)': (of.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) / of.length).toFixed(2),
    'CPU most (s)': Math.max(...of.map(({ cpuSeconds }) => cpuSeconds)),
    asked: 'proven to 1e-4 in 5 s',
  }));
}
