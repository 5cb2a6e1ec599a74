import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { DeclaredAccuracy } from '../../../solvers/forecast/types.ts';

export interface ForecastRun {
  readonly runId: string;
  readonly asOf: string;
  readonly cause: 'nightly' | 'asked';
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly progressPercent: number;
  readonly queuedAt: Date;
  readonly endedAt: Date | null;
  readonly error: string | null;
  readonly historyFrom: string | null;
  readonly horizonDays: number | null;
  readonly levels: readonly number[] | null;
  readonly seriesCount: number | null;
  readonly method: string | null;
  /** Series by method. */
  readonly methodCounts: Readonly<Record<string, number>> | null;
  readonly accuracy: DeclaredAccuracy | null;
}

/** The newest runs, without their models: at most `limit`. */
export async function findRuns(db: Reader, limit: number): Promise<ForecastRun[]> {
  const { rows } = await sql<ForecastRun>`/* insight.find-forecast-runs */
    select run_id as "runId", to_char(as_of, 'YYYY-MM-DD') as "asOf", cause, state,
      progress_percent as "progressPercent", queued_at as "queuedAt", ended_at as "endedAt", error,
      to_char(history_from, 'YYYY-MM-DD') as "historyFrom", horizon_days as "horizonDays", levels,
      series_count as "seriesCount", method, method_counts as "methodCounts", accuracy
    from forecast_run where alliance_id = ${db.allianceId} order by forecast_run.queued_at desc, run_id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Writes a run that waits; false when one is under way. */
export async function insertRun(
  tx: Tx,
  run: { runId: string; asOf: string; cause: ForecastRun['cause']; askedBy: string | null },
): Promise<boolean> {
  const { rows } = await sql`/* insight.insert-forecast-run */
    insert into forecast_run (alliance_id, run_id, as_of, cause, asked_by, state, queued_at)
    values (${tx.allianceId}, ${run.runId}, ${run.asOf}::date, ${run.cause}, ${run.askedBy}::uuid, 'waiting', ${tx.now})
    on conflict (alliance_id) where state in ('waiting', 'running') do nothing returning 1`.execute(tx);
  return rows.length > 0;
}

/** Takes a run that is not over; false when it is, or never was. */
export async function beginRun(tx: Tx, runId: string, asOf: string): Promise<boolean> {
  const { rows } = await sql`/* insight.begin-forecast-run */
    update forecast_run set state = 'running', as_of = ${asOf}::date, progress_percent = 0
    where alliance_id = ${tx.allianceId} and run_id = ${runId} and state in ('waiting', 'running') returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}

export async function setProgress(tx: Tx, runId: string, percent: number): Promise<void> {
  await sql`/* insight.set-forecast-progress */
    update forecast_run set progress_percent = ${percent}
    where alliance_id = ${tx.allianceId} and run_id = ${runId} and state = 'running'`.execute(tx);
}

export async function failRun(tx: Tx, runId: string, error: string): Promise<void> {
  await sql`/* insight.fail-forecast-run */
    update forecast_run set state = 'failed', error = ${error}, ended_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and run_id = ${runId} and state in ('waiting', 'running')`.execute(
    tx,
  );
}

/** Ends runs that were asked for before a moment and never came to an end: their worker died more often than jobs are tried. */
export async function failStaleRuns(tx: Tx, before: Date): Promise<void> {
  await sql`/* insight.fail-stale-forecast-runs */
    update forecast_run set state = 'failed', error = 'defect', ended_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and state in ('waiting', 'running') and queued_at < ${before}`.execute(
    tx,
  );
}

export interface FinishedRun {
  readonly runId: string;
  readonly historyFrom: string;
  readonly horizonDays: number;
  readonly levels: readonly number[];
  readonly seriesCount: number;
  readonly method: string;
  readonly methodCounts: Readonly<Record<string, number>>;
  readonly accuracy: DeclaredAccuracy | null;
  /** JSON. */
  readonly artifact: string;
}

/** False when the run is over already. */
export async function finishRun(tx: Tx, run: FinishedRun): Promise<boolean> {
  const { rows } = await sql`/* insight.finish-forecast-run */
    update forecast_run set state = 'done', progress_percent = 100, ended_at = ${tx.now},
      history_from = ${run.historyFrom}::date, horizon_days = ${run.horizonDays}, levels = ${[...run.levels]}::real[],
      series_count = ${run.seriesCount}, method = ${run.method},
      method_counts = ${JSON.stringify(run.methodCounts)}::text::jsonb, accuracy = ${JSON.stringify(run.accuracy)}::text::jsonb,
      artifact = ${run.artifact}::text::jsonb
    where alliance_id = ${tx.allianceId} and run_id = ${run.runId} and state = 'running' returning 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Forgets the oldest runs with their series, beyond so many. */
export async function forgetRuns(tx: Tx, keep: number): Promise<void> {
  await sql`/* insight.forget-forecast-series */
    delete from forecast_series s using (
      select run_id from forecast_run where alliance_id = ${tx.allianceId}
      order by queued_at desc, run_id desc offset ${keep}
    ) old where s.alliance_id = ${tx.allianceId} and s.run_id = old.run_id`.execute(tx);
  await sql`/* insight.forget-forecast-runs */
    delete from forecast_run r using (
      select run_id from forecast_run where alliance_id = ${tx.allianceId}
      order by queued_at desc, run_id desc offset ${keep}
    ) old where r.alliance_id = ${tx.allianceId} and r.run_id = old.run_id`.execute(tx);
}
