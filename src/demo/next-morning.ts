import { decideClaim, openClaim } from '../domains/fulfilment/index.ts';
import { describeLines } from '../domains/ordering/index.ts';
import { addSeconds } from '../kernel/clock.ts';
import { receiveRounds } from './rounds.ts';
import type { Evening } from './past-day.ts';
import type { Chance } from './seeded.ts';
import type { Simulation } from './simulation.ts';
import { draftWave, driveRoute, fetchPickups, pickWave, type WaveDetail } from './wave.ts';
import { actorOf, type DemoWorld } from './world.ts';

/** Where the picture of a claim is kept. */
export type ClaimPhoto = (orderLineId: string) => Promise<string>;

const hour = 3_600;
const fetchedPercent = 92;

/** The day after: goods arrive at the hub, one wave goes out, neighbours fetch their bags in the evening. */
export async function bringOut(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  { evening, midnight }: { readonly evening: Evening; readonly midnight: Date },
): Promise<WaveDetail> {
  sim.until(addSeconds(midnight, 7 * hour));
  await receiveRounds(sim, world, evening.rounds);
  sim.until(addSeconds(midnight, 7.5 * hour));
  const waveId = await draftWave(sim, world, addSeconds(midnight, 10 * hour));
  const wave = await pickWave(sim, world, chance, waveId);
  sim.until(addSeconds(midnight, 13 * hour));
  for (const route of wave.routes) await driveRoute(sim, world, route);
  await sim.relay();
  return wave;
}

export async function fetchEvening(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  { wave, midnight }: { readonly wave: WaveDetail; readonly midnight: Date },
): Promise<void> {
  sim.until(addSeconds(midnight, 18.5 * hour));
  await fetchPickups(sim, world, chance, wave, fetchedPercent);
  await sim.relay();
}

/** A neighbour sends the picture of a bad piece; answers the claim's id, null when nothing was brought to a door. */
export async function complain(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  { wave, photo }: { readonly wave: WaveDetail; readonly photo: ClaimPhoto },
): Promise<string | null> {
  const ids = wave.allocations.map(({ orderLineId }) => orderLineId);
  const lines = await sim.as(world.allianceId, world.operator, (tx) => describeLines(tx, ids));
  const done = [...lines.values()].filter(({ state }) => state === 'done');
  if (done.length === 0) return null;
  const { orderLineId, memberId } = chance.pick(done);
  const input = { orderLineId, reason: 'bad-fruit', quantity: 1, note: '打开有一个坏了，其他都好' } as const;
  const file = await photo(orderLineId);
  return sim.as(world.allianceId, actorOf(memberId, []), (tx) => openClaim(tx, input, file));
}

export async function acceptClaim(sim: Simulation, world: DemoWorld, claimId: string): Promise<void> {
  await sim.as(world.allianceId, world.operator, (tx) =>
    decideClaim(tx, { claimId, accept: true, note: '照片看清楚了，退您这一份' }),
  );
  await sim.relay();
}
