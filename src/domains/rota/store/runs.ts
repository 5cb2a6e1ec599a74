import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { RunRow } from '../tables.ts';

/** What a planning found, as it is kept. */
export type RunResult = Pick<RunRow, 'value' | 'bound' | 'isProven' | 'changes' | 'given' | 'slots'>;

const columns = sql`run_id as "runId", state, keeps_plan as "keepsPlan", asked_at as "askedAt",
  finished_at as "finishedAt", value, bound, is_proven as "isProven", changes, given, slots`;

/** The newest planning of a week. */
export async function findNewestRun(db: Reader, weekStart: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`/* rota.find-newest-run */
    select ${columns} from rota_run
    where alliance_id = ${db.allianceId} and week_start = ${weekStart} order by asked_at desc, run_id desc limit 1`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** False when another planning of the week is under way. */
export async function insertRun(
  tx: Tx,
  runId: string,
  weekStart: string,
  keepsPlan: boolean,
): Promise<boolean> {
  const { rows } = await sql`/* rota.insert-run */
    insert into rota_run (alliance_id, run_id, week_start, keeps_plan, state, asked_at)
    values (${tx.allianceId}, ${runId}, ${weekStart}, ${keepsPlan}, 'waiting', ${tx.now})
    on conflict (alliance_id, week_start) where state in ('waiting', 'running') do nothing
    returning run_id`.execute(tx);
  return rows.length > 0;
}

/** Marks a run as under way and says what was asked; null when it has ended already. */
export async function beginRun(
  tx: Tx,
  runId: string,
): Promise<{ readonly weekStart: string; readonly keepsPlan: boolean } | null> {
  const { rows } = await sql<{ weekStart: string; keepsPlan: boolean }>`/* rota.begin-run */
    update rota_run set state = 'running', started_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and run_id = ${runId} and state in ('waiting', 'running')
    returning week_start::text as "weekStart", keeps_plan as "keepsPlan"`.execute(tx);
  return rows[0] ?? null;
}

export async function endRun(
  tx: Tx,
  runId: string,
  state: RunRow['state'],
  result: RunResult | null,
): Promise<void> {
  await sql`/* rota.end-run */
    update rota_run set state = ${state}, finished_at = ${tx.now}, value = ${result?.value ?? null},
      bound = ${result?.bound ?? null}, is_proven = ${result?.isProven ?? null}, changes = ${result?.changes ?? null},
      given = ${result?.given ?? null}, slots = ${result?.slots ?? null}
    where alliance_id = ${tx.allianceId} and run_id = ${runId} and state in ('waiting', 'running')`.execute(
    tx,
  );
}
