import type { Output } from '../../../../contract/endpoint.ts';
import type { insight } from '../../../../contract/insight.ts';
import type { Tx } from '../../../engines/db/tx.ts';
import { enqueue } from '../../../engines/jobs/port.ts';
import { addSeconds, shanghaiDay, shanghaiHour } from '../../../kernel/clock.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { failStaleRuns, findRuns, insertRun, type ForecastRun } from '../store/forecasts.ts';
import { runForContract } from '../views/forecast-runs.ts';

/** Yesterday is whole by then, and nobody shops. */
const nightHour = 2;
/** A run still open after so long will not end by itself. */
const staleSeconds = 6 * 3_600;
/** Runs looked at for the night's. */
const runsSeen = 10;

/**
 * Asks for a forecast now.
 *
 * @throws Refusal forecast-running
 */
export async function startForecast(tx: Tx): Promise<Output<typeof insight.startForecast>> {
  if (!(await queueRun(tx, 'asked'))) throw new Refusal('forecast-running');
  const [run] = await findRuns(tx, 1);
  return runForContract(run!);
}

/** Asks for the forecast of the day, once, when its night has come. */
export async function forecastTonight(tx: Tx): Promise<void> {
  if (shanghaiHour(tx.now) < nightHour) return;
  const runs = await findRuns(tx, runsSeen);
  if (runs.some(({ asOf }) => asOf === shanghaiDay(tx.now))) return;
  await queueRun(tx, 'nightly');
}

async function queueRun(tx: Tx, cause: ForecastRun['cause']): Promise<boolean> {
  await failStaleRuns(tx, addSeconds(tx.now, -staleSeconds));
  const runId = tx.newId();
  const askedBy = tx.actor?.memberId ?? null;
  if (!(await insertRun(tx, { runId, asOf: shanghaiDay(tx.now), cause, askedBy }))) return false;
  await enqueue(tx, { queue: 'run-forecast', data: { runId } });
  return true;
}
