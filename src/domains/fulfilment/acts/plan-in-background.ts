import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { enqueue } from '../../../engines/jobs/port.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { findPlanning, insertPlanning, lockPlanning, setPlanning } from '../store/wave-plannings.ts';
import type { PlanningStage, WavePlanning } from '../tables.ts';
import { checkCouriers, planWave, type PreparedWave, type WaveInput } from './plan-wave.ts';

/** What a job has found so far. */
export interface PlanningProgress {
  readonly stage: PlanningStage;
  readonly costFen: number | null;
  readonly boundFen: number | null;
}

/**
 * Asks for a wave: a job plans it and tells how far it is. Answers the id of the planning.
 *
 * @throws Refusal not-found for somebody who is no courier
 */
export async function askForWave(tx: Tx, input: WaveInput): Promise<string> {
  const couriers = await checkCouriers(tx, input.courierMemberIds);
  const planningId = tx.newId();
  await insertPlanning(tx, { planningId, departsAt: input.departsAt ?? null, couriers });
  await enqueue(tx, { queue: 'plan-wave', data: { planningId } });
  return planningId;
}

/** What was asked for; null when it has ended or was never asked. */
export async function wantedWave(db: Reader, planningId: string): Promise<WaveInput | null> {
  const planning = await findPlanning(db, planningId);
  return planning && isOpen(planning) ? inputOf(planning) : null;
}

export async function tellPlanning(tx: Tx, planningId: string, progress: PlanningProgress): Promise<void> {
  await setPlanning(tx, planningId, {
    ...{ state: 'running', stage: progress.stage, waveId: null, refusal: null },
    ...{ costFen: whole(progress.costFen), boundFen: whole(progress.boundFen) },
  });
}

/** Plans the wave that was asked for, once; a job told again finds it done. */
export async function finishPlanning(
  tx: Tx,
  planningId: string,
  prepared: PreparedWave | undefined,
): Promise<void> {
  const planning = await lockPlanning(tx, planningId);
  if (!planning || !isOpen(planning)) return;
  const waveId = await planWave(tx, inputOf(planning), prepared);
  await setPlanning(tx, planningId, { ...planning, state: 'done', stage: 'routing', waveId });
}

/** A refusal is an answer: it ends the planning and is told to whoever asked. */
export async function refusePlanning(tx: Tx, planningId: string, { code }: Refusal): Promise<void> {
  const planning = await lockPlanning(tx, planningId);
  if (planning && isOpen(planning))
    await setPlanning(tx, planningId, { ...planning, state: 'refused', refusal: code });
}

function isOpen({ state }: WavePlanning): boolean {
  return state === 'waiting' || state === 'running';
}

function inputOf({ departsAt, couriers }: WavePlanning): WaveInput {
  return { departsAt: departsAt ?? undefined, courierMemberIds: couriers };
}

function whole(fen: number | null): bigint | null {
  return fen === null || !Number.isFinite(fen) ? null : BigInt(Math.round(fen));
}
