import type { JobRequest, JobSender, Tx } from '../db/tx.ts';

/** The queues of the product. Every job is plain JSON and handled at least once: handlers are idempotent. */
export const queues = [
  'send-notification',
  'archive-session',
  'silence-former-host',
  'plan-rota',
  'plan-wave',
  'run-forecast',
] as const;
export type QueueName = (typeof queues)[number];

export interface Job extends JobRequest {
  readonly queue: QueueName;
}

/** A job as its handler gets it: the alliance is the one whose transaction enqueued it. */
export interface ReceivedJob {
  readonly jobId: string;
  readonly allianceId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface JobsEngine extends JobSender {
  work(queue: QueueName, handle: (job: ReceivedJob) => Promise<void>): Promise<void>;
  /** Waits for running handlers, at most a few seconds. */
  stop(): Promise<void>;
}

export async function enqueue(tx: Tx, ...jobs: Job[]): Promise<void> {
  if (jobs.length > 0) await tx.jobs.send(tx, jobs);
}

/** For funnels that never enqueue (tests of low floors): using it is a mistake and says so. */
export const noJobs: JobSender = {
  send() {
    throw new Error('This funnel was opened without a job engine');
  },
};
