import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, isAlive } from './processes.ts';

/** What PostgreSQL writes into postmaster.pid, line by line (src/include/utils/pidfile.h). */
export interface PidFile {
  readonly pid: number;
  readonly port: number;
  /** Empty where there are no unix sockets. */
  readonly socketDir: string;
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | '';
}

const fileName = 'postmaster.pid';

export function readPidFile(cluster: string): PidFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, fileName), 'utf8').split('\n');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
  return {
    pid: Math.abs(Number.parseInt(lines[0] ?? '', 10)) || 0,
    port: Number.parseInt(lines[3] ?? '', 10) || 0,
    socketDir: lines[4]?.trim() ?? '',
    status: (lines[7]?.trim() ?? '') as PidFile['status'],
  };
}

/**
 * Whether the process in the file is a PostgreSQL of this cluster. After a crash of the machine the number may belong
 * to anybody, and a postmaster killed inside a container may stay a zombie that nobody collects; PostgreSQL takes both
 * for a running server and refuses to start.
 */
export function isOurPostmaster(pid: number, cluster: string): boolean {
  if (pid <= 0 || !isAlive(pid)) return false;
  const command = commandLine(pid);
  // Windows does not tell, so there the number has to do.
  return command === ''
    ? process.platform === 'win32'
    : command.includes('postgres') && command.includes(cluster);
}

/**
 * Removes the file when its process is gone. The shared memory of a dead server still guards the data: PostgreSQL
 * itself refuses to start while any old backend is attached to it.
 */
export function removeStalePidFile(cluster: string): boolean {
  const file = readPidFile(cluster);
  if (!file || isOurPostmaster(file.pid, cluster)) return false;
  rmSync(join(cluster, fileName), { force: true });
  return true;
}
