import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';

/** A Redis of the test's own, which it may stop and start. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server at once; what it knew is gone. */
  stop(): Promise<void>;
  /** Starts it again, empty, at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const startAttempts = 100;
const attemptMillis = 50;

let found: string | null | undefined;

/** Why nothing can be tried over Redis here, or null. */
export function whyNoRedis(): string | null {
  found ??= spawnSync('redis-server', ['--version']).error
    ? 'there is no redis-server on the path: the feed of several nodes was not tried'
    : '';
  return found || null;
}

export async function openTestRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'lianbo-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    server = spawn('redis-server', args, { stdio: 'ignore' });
    for (let attempt = 0; !(await answers(url)); attempt += 1) {
      if (attempt === startAttempts) throw new Error('redis-server does not answer');
      await sleep(attemptMillis);
    }
  }
  async function stop(): Promise<void> {
    const ending = server;
    server = null;
    if (!ending || ending.exitCode !== null) return;
    ending.kill('SIGKILL');
    await once(ending, 'exit');
  }
  await start();
  return {
    url,
    start,
    stop,
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    if (client.isOpen) client.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
