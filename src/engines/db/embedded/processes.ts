import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whether a process runs. A zombie (killed, not yet collected by its parent) does not, though a signal reaches it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
  return procStat(pid)?.state !== 'Z';
}

/**
 * A mark that a later process with the same number does not share: the start time. Empty when the platform does not
 * tell, and then the number alone has to do.
 */
export function startMark(pid: number): string {
  const stat = procStat(pid);
  if (stat) return stat.startTicks;
  if (process.platform === 'win32') return '';
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** The command line, or an empty text when the process is gone or the platform does not tell. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return process.platform === 'win32' ? '' : ask('ps', ['-o', 'command=', '-p', String(pid)]);
  }
}

function procStat(pid: number): { state: string; startTicks: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; state is field 3 and the start time field 22 of proc(5).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
  } catch {
    return null;
  }
}

function ask(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
