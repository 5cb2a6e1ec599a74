import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { withClient } from '../test/worlds/server.ts';

/** Linux counts in hundredths of a second for every program (USER_HZ), whatever the kernel's own tick is. */
const microsPerTick = 10_000;

/** CPU spent so far, in microseconds; null where it cannot be read. */
export type CpuClock = () => number | null;

/** This process, all threads. */
export function nodeCpu(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/**
 * A PostgreSQL server with all of its processes, those that have ended included, read from /proc: null on another
 * machine or another system. On a server that others use their work is counted, too.
 */
export async function openPostgresCpu(url: string): Promise<CpuClock> {
  const pid = await withClient(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return isPostgres(rows[0]!.pid) ? readStat(rows[0]!.pid)!.parent : null;
  });
  if (pid === null) return () => null;
  return () => {
    const postmaster = readStat(pid);
    if (!postmaster) return null;
    const children = readdirSync('/proc').flatMap((name) => {
      const stat = /^\d+$/.test(name) ? readStat(Number(name)) : null;
      return stat?.parent === pid ? [stat.ticks] : [];
    });
    const ticks = children.reduce((sum, own) => sum + own, postmaster.ticks + postmaster.buriedTicks);
    return ticks * microsPerTick;
  };
}

function isPostgres(pid: number): boolean {
  const file = `/proc/${pid}/comm`;
  return existsSync(file) && /postgres/.test(readFileSync(file, 'utf8'));
}

/** proc_pid_stat(5): what follows the command in brackets begins with the third field. */
function readStat(pid: number): { parent: number; ticks: number; buriedTicks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const field = (number: number) => fields[number - 3] ?? 0;
    return { parent: field(4), ticks: field(14) + field(15), buriedTicks: field(16) + field(17) };
  } catch {
    return null; // it ended while we looked
  }
}
