import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { findPlanning } from '../store/wave-plannings.ts';

/** How far a planning is, or `not-found`. */
export async function describePlanning(
  db: Reader,
  planningId: string,
): Promise<Output<typeof fulfilment.getWavePlanning>> {
  const planning = await findPlanning(db, planningId);
  if (!planning) throw new Refusal('not-found', {}, 'planningId');
  const { state, stage, costFen, boundFen, waveId, refusal } = planning;
  return { planningId, state, stage, costFen, boundFen, waveId, refusal };
}
