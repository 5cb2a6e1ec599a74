import { PgBoss } from 'pg-boss';
import { runText } from '../db/run-text.ts';
import type { Tx } from '../db/tx.ts';
import { queues, type JobsEngine, type ReceivedJob } from './port.ts';

/** Retries: 5 s, 10 s, 20 s … about an hour in all, then the job stays visible as failed. */
const retryLimit = 9;
const retryDelaySeconds = 5;
/** A job whose worker died with it is taken up again after this; none of ours takes a third of it. */
const leaseSeconds = {
  'send-notification': 60,
  'archive-session': 60,
  'silence-former-host': 60,
  'plan-rota': 120,
  'plan-wave': 300,
  'run-forecast': 1_800,
} as const;
const stopTimeoutMs = 5_000;
const maxConnections = 3;

type BossDatabase = ReturnType<PgBoss['getDb']>;

/**
 * pg-boss with its tables in the schema `pgboss`. It starts as the owner of the database (it migrates its own
 * schema) and gives the app roles just what sending needs.
 */
export async function startJobs(url: string): Promise<JobsEngine> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    max: maxConnections,
    application_name: 'lianbo-jobs',
  });
  boss.on('error', () => {}); // a lost connection is retried by the library; readiness shows the database itself
  await boss.start();
  for (const queue of queues) {
    await boss.createQueue(queue, {
      ...{ retryLimit, retryDelay: retryDelaySeconds, retryBackoff: true },
      expireInSeconds: leaseSeconds[queue],
    });
  }
  await grantSending(boss);
  return {
    async send(tx, jobs) {
      const db = databaseOf(tx);
      for (const queue of queues) {
        const mine = jobs.filter((job) => job.queue === queue);
        if (mine.length === 0) continue;
        await boss.insert(
          queue,
          mine.map((job) => ({
            data: { ...job.data, allianceId: tx.allianceId },
            ...(job.runAt ? { startAfter: job.runAt } : {}),
          })),
          { db },
        );
      }
    },
    async work(queue, handle) {
      await boss.work<ReceivedJob['data'] & { allianceId: string }>(
        queue,
        { pollingIntervalSeconds: 1 },
        async (batch) => {
          for (const job of batch)
            await handle({ jobId: job.id, allianceId: job.data.allianceId, data: job.data });
        },
      );
    },
    stop: () => boss.stop({ graceful: true, timeout: stopTimeoutMs }),
  };
}

/** Lets the library write through the open transaction of an act. */
function databaseOf(tx: Tx): BossDatabase {
  return {
    async executeSql(text, values) {
      return { rows: await runText(tx, text, values ?? []) };
    },
  };
}

async function grantSending(boss: PgBoss): Promise<void> {
  const db = boss.getDb();
  await db.executeSql('grant usage on schema pgboss to lianbo_app, lianbo_system');
  await db.executeSql(
    'grant select, insert, update on all tables in schema pgboss to lianbo_app, lianbo_system',
  );
}
