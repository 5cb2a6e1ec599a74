import type { QueueName, ReceivedJob } from '../engines/jobs/port.ts';
import type { ClockworkDeps } from './timer.ts';

/** Takes the jobs of one queue. A throw sends the job back to be tried again, so handling twice must do no harm. */
export interface JobWorker {
  readonly queue: QueueName;
  handle(deps: ClockworkDeps, job: ReceivedJob): Promise<void>;
}
