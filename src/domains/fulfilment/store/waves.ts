import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';
import type { Wave, WaveState } from '../tables.ts';

const columns = sql`
  wave_id as "waveId", number, state, departs_at as "departsAt", unserved, couriers, rule_version as "ruleVersion",
  cost_fen as "costFen", bound_fen as "boundFen", created_at as "createdAt"`;

export async function insertWave(tx: Tx, wave: Omit<Wave, 'createdAt' | 'state'>): Promise<void> {
  await sql`/* fulfilment.insert-wave */
    insert into wave (alliance_id, wave_id, number, numbered_on, state, departs_at, unserved, couriers, rule_version,
      cost_fen, bound_fen, created_at)
    values (${tx.allianceId}, ${wave.waveId}, ${wave.number}, ${shanghaiDay(tx.now)}::date, 'draft',
      ${wave.departsAt}, ${JSON.stringify(wave.unserved)}::jsonb, ${wave.couriers}::uuid[], ${wave.ruleVersion},
      ${wave.costFen}, ${wave.boundFen}, ${tx.now})`.execute(tx);
}

/** The wave under its row lock: whoever holds it changes its parcels and routes alone. */
export async function lockWave(tx: Tx, waveId: string): Promise<Wave | null> {
  const { rows } = await sql<Wave>`/* fulfilment.lock-wave */
    select ${columns} from wave where alliance_id = ${tx.allianceId} and wave_id = ${waveId} for update`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export async function findWave(db: Reader, waveId: string): Promise<Wave | null> {
  const { rows } = await sql<Wave>`/* fulfilment.find-wave */
    select ${columns} from wave where alliance_id = ${db.allianceId} and wave_id = ${waveId}`.execute(db);
  return rows[0] ?? null;
}

export async function setWaveState(tx: Tx, waveId: string, state: WaveState): Promise<void> {
  await sql`/* fulfilment.set-wave-state */
    update wave set state = ${state} where alliance_id = ${tx.allianceId} and wave_id = ${waveId}`.execute(
    tx,
  );
}

/** Closes the wave when every route is back and nothing is left to pick. */
export async function finishWave(tx: Tx, waveId: string): Promise<void> {
  await sql`/* fulfilment.finish-wave */
    update wave w set state = 'done'
    where w.alliance_id = ${tx.allianceId} and w.wave_id = ${waveId} and w.state in ('confirmed', 'running')
      and not exists (select 1 from route r
        where r.alliance_id = w.alliance_id and r.wave_id = w.wave_id and r.state <> 'done')
      and not exists (select 1 from allocation a
        where a.alliance_id = w.alliance_id and a.wave_id = w.wave_id and a.picked_at is null)`.execute(tx);
}

/** Under which rule book these waves were planned. */
export async function ruleVersionsOfWaves(
  db: Reader,
  waveIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ waveId: string; version: number }>`/* fulfilment.rule-versions-of-waves */
    select wave_id as "waveId", rule_version as version from wave
    where alliance_id = ${db.allianceId} and wave_id = any(${waveIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ waveId, version }) => [waveId, version]));
}
