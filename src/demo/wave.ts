import {
  completeStop,
  confirmWave,
  getPickingList,
  getWave,
  listPickups,
  pickAll,
  pickLine,
  planWave,
  readOrderExtras,
  redeemPickup,
  startRoute,
} from '../domains/fulfilment/index.ts';
import { actorOf, type DemoWorld } from './world.ts';
import type { Chance } from './seeded.ts';
import type { Simulation } from './simulation.ts';

export type WaveDetail = Awaited<ReturnType<typeof getWave>>;

/** Plans what is ready as a draft with both couriers. */
export async function draftWave(sim: Simulation, world: DemoWorld, departsAt?: Date): Promise<string> {
  return sim.as(world.allianceId, world.operator, (tx) =>
    planWave(tx, { departsAt, courierMemberIds: world.courierIds }),
  );
}

/** Confirms a draft and fills the bags; some of what is weighed turns out light. */
export async function pickWave(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  waveId: string,
): Promise<WaveDetail> {
  const code = () => String(chance.whole(0, 999_999)).padStart(6, '0');
  return sim.as(world.allianceId, world.operator, async (tx) => {
    await confirmWave(tx, waveId, code);
    await pickAll(tx, waveId);
    const { locations } = await getPickingList(tx, { waveId });
    for (const line of locations.flatMap(({ lines }) => lines)) {
      if (line.isPicked || line.nominalGram === null) continue;
      const percent = chance.whole(1, 100) <= 15 ? chance.whole(91, 97) : chance.whole(100, 103);
      const actualGram = Math.round((line.nominalGram * percent) / 100);
      await pickLine(tx, { waveId, orderLineId: line.orderLineId, actualGram });
    }
    return getWave(tx, { waveId });
  });
}

/**
 * Drives one route up to `upTo` of its stops (all when absent). A stop is done at its planned hour, or now when that
 * has not come yet.
 */
export async function driveRoute(
  sim: Simulation,
  world: DemoWorld,
  route: WaveDetail['routes'][number],
  upTo = Infinity,
): Promise<void> {
  const courier = actorOf(route.courierMemberId!, ['courier']);
  await sim.as(world.allianceId, courier, (tx) => startRoute(tx, route.routeId));
  await sim.as(world.allianceId, courier, async (tx) => {
    for (const [at, { stopId, etaAt }] of route.stops.entries()) {
      if (at >= upTo) break;
      const doneAt = etaAt < tx.now ? etaAt : tx.now;
      await completeStop(tx, { stopId, outcome: 'done', failReason: '', doneAt });
    }
  });
}

/** People fetch what waits for them; `percent` of them come. */
export async function fetchPickups(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  wave: WaveDetail,
  percent: number,
): Promise<void> {
  const [anyLine] = wave.allocations;
  if (!anyLine) return;
  for (const { shopId, owner } of world.shops.values()) {
    await sim.as(world.allianceId, owner, async (tx) => {
      const { rows } = await listPickups(tx, { shopId });
      const waiting = rows.filter(({ state }) => state === 'waiting').map(({ shopOrderId }) => shopOrderId);
      if (waiting.length === 0) return;
      const { pickupCodes } = await readOrderExtras(tx, {
        orderLineIds: [anyLine.orderLineId],
        shopOrderIds: waiting,
      });
      for (const code of pickupCodes.values()) {
        if (chance.whole(1, 100) <= percent) await redeemPickup(tx, { shopId, code });
      }
    });
  }
}
