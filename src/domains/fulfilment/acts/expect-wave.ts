import type { Tx } from '../../../engines/db/tx.ts';
import { Refusal, refuseUnless } from '../../../kernel/refusal.ts';
import { lockWave } from '../store/waves.ts';
import type { Wave, WaveState } from '../tables.ts';

/** For people who are told that it is too late or too early. */
const stateNames: Readonly<Record<WaveState, string>> = {
  draft: '草稿',
  confirmed: '拣货中',
  running: '配送中',
  done: '已完成',
};

/** The wave under its lock. Refuses `not-found`, and `wave-state` when it is in none of these states. */
export async function expectWave(tx: Tx, waveId: string, states: readonly WaveState[]): Promise<Wave> {
  const wave = await lockWave(tx, waveId);
  if (!wave) throw new Refusal('not-found', {}, 'waveId');
  refuseUnless(states.includes(wave.state), 'wave-state', { state: stateNames[wave.state] });
  return wave;
}
