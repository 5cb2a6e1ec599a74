import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { WavePlanning } from '../tables.ts';

const columns = sql`
  planning_id as "planningId", state, stage, cost_fen as "costFen", bound_fen as "boundFen",
  departs_at as "departsAt", couriers, wave_id as "waveId", refusal`;

export async function insertPlanning(
  tx: Tx,
  planning: Pick<WavePlanning, 'planningId' | 'departsAt' | 'couriers'>,
): Promise<void> {
  await sql`/* fulfilment.insert-wave-planning */
    insert into wave_planning (alliance_id, planning_id, state, stage, departs_at, couriers, created_at, changed_at)
    values (${tx.allianceId}, ${planning.planningId}, 'waiting', 'gathering', ${planning.departsAt},
      ${planning.couriers}::uuid[], ${tx.now}, ${tx.now})`.execute(tx);
}

export async function findPlanning(db: Reader, planningId: string): Promise<WavePlanning | null> {
  const { rows } = await sql<WavePlanning>`/* fulfilment.find-wave-planning */
    select ${columns} from wave_planning
    where alliance_id = ${db.allianceId} and planning_id = ${planningId}`.execute(db);
  return rows[0] ?? null;
}

/** The planning under its row lock: a job told twice plans once. */
export async function lockPlanning(tx: Tx, planningId: string): Promise<WavePlanning | null> {
  const { rows } = await sql<WavePlanning>`/* fulfilment.lock-wave-planning */
    select ${columns} from wave_planning
    where alliance_id = ${tx.allianceId} and planning_id = ${planningId} for update`.execute(tx);
  return rows[0] ?? null;
}

type Change = Pick<WavePlanning, 'state' | 'stage' | 'costFen' | 'boundFen' | 'waveId' | 'refusal'>;

/** Says how far it is, unless it has ended. */
export async function setPlanning(tx: Tx, planningId: string, change: Change): Promise<void> {
  await sql`/* fulfilment.set-wave-planning */
    update wave_planning set state = ${change.state}, stage = ${change.stage}, cost_fen = ${change.costFen},
      bound_fen = ${change.boundFen}, wave_id = ${change.waveId}, refusal = ${change.refusal}, changed_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and planning_id = ${planningId} and state in ('waiting', 'running')`.execute(
    tx,
  );
}
