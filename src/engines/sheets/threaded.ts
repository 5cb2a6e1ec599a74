import { Worker } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal.ts';
import type { SheetRow, SheetsEngine } from './port.ts';
import type { SheetTask } from './transform.ts';
import { unreadable } from './unreadable.ts';
import type { SheetReply } from './worker.ts';

const secondsMax = 25;
const memoryMegabytesMax = 768;
/** Tables wait for each other: one thread at a time keeps the second core for orders. */
const waitingMax = 8;

/** Each table in a thread of its own, with bounded time and memory, one after the other. */
export function openThreadedSheets(): SheetsEngine {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  async function inTurn<T>(task: SheetTask): Promise<T> {
    if (waiting === waitingMax) throw new Refusal('busy');
    waiting += 1;
    const mine = last.then(() => runInThread(task)).finally(() => void (waiting -= 1));
    last = mine.catch(() => {});
    return (await mine) as T;
  }
  return {
    read: (bytes) => inTurn<SheetRow[]>({ read: bytes }),
    write: (format, table) => inTurn<Uint8Array>({ write: table, format }),
  };
}

function runInThread(task: SheetTask): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytesMax },
    });
    const timer = setTimeout(() => {
      reject(unreadable('读取时间太长，请拆成几个文件'));
      void worker.terminate();
    }, secondsMax * 1_000);
    worker.once('message', (reply: SheetReply) => {
      if ('done' in reply) resolve(reply.done);
      else reject(new Refusal(reply.refused.code, reply.refused.data, reply.refused.field));
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable('内容太多，请拆成几个文件') : error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new Error('The sheet thread ended without an answer'));
    });
  });
}
