import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWaveWorld, type WaveWorld } from '../../../test/worlds/waves.ts';
import { askForWave, describePlanning } from '../../domains/fulfilment/index.ts';
import { checkCounters } from '../../domains/stock/index.ts';
import { openStraightMaps, readDetours } from '../../engines/maps/straight.ts';
import type { ClockworkDeps } from '../timer.ts';
import { planWaveJob } from './plan-wave.ts';

let waves: WaveWorld;
beforeAll(async () => {
  waves = await openWaveWorld();
});
afterAll(() => waves.world.close());

const operate = <T>(work: Parameters<typeof waves.home.transact<T>>[1]) =>
  waves.home.transact(waves.home.operator, work);

async function ask(): Promise<string> {
  const courierMemberIds = [waves.couriers[0]!.memberId];
  const planningId = await operate((tx) => askForWave(tx, { courierMemberIds }));
  expect(waves.world.jobs.at(-1)).toMatchObject({ data: { planningId } });
  return planningId;
}

/** As the job engine does; twice, for a job may be told twice. */
async function work(planningId: string): Promise<void> {
  const { world, home } = waves;
  const maps = openStraightMaps(readDetours('1.3'));
  const deps = { funnel: world.app, clock: world.clock, maps } as unknown as ClockworkDeps;
  const job = { jobId: 'j', allianceId: home.allianceId, data: { planningId } };
  await planWaveJob.handle(deps, job);
  await planWaveJob.handle(deps, job);
}

test('a wave that was asked for is planned once, by the proved allocation, and says what it costs', async () => {
  const shelf = await waves.stockItem(20);
  const there = await waves.alsoAt(shelf, 11, 3);
  for (const pieces of [2, 2, 1])
    await waves.purchase(await waves.shopper(), waves.pickupAt(11), shelf.line(pieces));
  const planningId = await ask();
  expect(await operate((tx) => describePlanning(tx, planningId))).toMatchObject({
    ...{ state: 'waiting', stage: 'gathering', costFen: null, waveId: null, refusal: null },
  });
  await work(planningId);
  const planning = await operate((tx) => describePlanning(tx, planningId));
  expect(planning).toMatchObject({ state: 'done', stage: 'routing', refusal: null });
  const wave = await waves.readWave(planning.waveId!);
  expect(wave.allocations).toHaveLength(3);
  const costs = wave.allocations.map(({ explanation }) => explanation.chosen.costFen);
  expect(wave.costFen).toBe(costs.reduce((sum, fen) => sum + fen, 0n));
  expect(planning.costFen! - wave.boundFen!).toBeLessThanOrEqual(1n);
  expect(await waves.stockOf(there)).toEqual([3, 0, 3]);
  expect(await operate(checkCounters)).toEqual([]);
});

test('with nothing left to ship the planning ends with that refusal', async () => {
  const planningId = await ask();
  await work(planningId);
  expect(await operate((tx) => describePlanning(tx, planningId))).toMatchObject({
    ...{ state: 'refused', refusal: 'nothing-to-ship', waveId: null },
  });
});
