import { Worker } from 'node:worker_threads';

export interface ThreadWork<Word, Answer> {
  readonly worker: URL;
  /** Handed over as a structured clone. */
  readonly task: unknown;
  /** What it does, for errors: "The rota thread …". */
  readonly name: string;
  /** Ends the thread without an answer after so many seconds; never when left out. */
  readonly secondsMax?: number;
  /** Ends the thread; the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** The answer a message brings, or undefined for news on the way. */
  answerIn(word: Word): Answer | undefined;
}

/**
 * One task in a thread of its own, so that nothing else in this process waits for it.
 *
 * @throws Error when the thread dies, ends unheard or takes too long · the signal's reason when it is aborted
 */
export async function workInThread<Word, Answer>(work: ThreadWork<Word, Answer>): Promise<Answer> {
  const { worker: file, task, name, secondsMax, signal } = work;
  signal?.throwIfAborted();
  return new Promise<Answer>((resolve, reject) => {
    const worker = new Worker(file, { workerData: task });
    const stop = (reason: unknown): void => {
      reject(reason);
      void worker.terminate();
    };
    const late = (): void => stop(new Error(`The ${name} thread took too long`));
    const timer = secondsMax === undefined ? undefined : setTimeout(late, secondsMax * 1_000);
    const abort = (): void => stop(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (word: Word) => {
      const answer = work.answerIn(word);
      if (answer !== undefined) resolve(answer);
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      reject(new Error(`The ${name} thread ended without an answer`));
    });
  });
}
