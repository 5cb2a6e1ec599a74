import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../kernel/refusal.ts';
import { readSheet, writeSheet, type SheetTask } from './transform.ts';

/** What comes back from the thread; everything else is a crash. */
export type SheetReply =
  | { readonly done: unknown }
  | {
      readonly refused: {
        readonly code: string;
        readonly data: Refusal['data'];
        readonly field: string | null;
      };
    };

const task = workerData as SheetTask;

async function work(): Promise<SheetReply> {
  try {
    return { done: 'read' in task ? await readSheet(task.read) : await writeSheet(task.format, task.write) };
  } catch (error) {
    if (error instanceof Refusal)
      return { refused: { code: error.code, data: error.data, field: error.field } };
    throw error;
  }
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(await work());
