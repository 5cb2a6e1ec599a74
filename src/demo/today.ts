import { closeDuePools, closePoolNow } from '../domains/supply/index.ts';
import { addSeconds } from '../kernel/clock.ts';
import { drawBaskets } from './baskets.ts';
import { buy } from './buy.ts';
import { demoOffers } from './data/people.ts';
import { demoShows, type DemoShow } from './data/shows.ts';
import { complain, type ClaimPhoto } from './next-morning.ts';
import { fillShelves, type Evening } from './past-day.ts';
import { answerOrders, openRound, receiveRounds, type Round } from './rounds.ts';
import type { Chance } from './seeded.ts';
import { announceShows, dropCoupons, fillRoom, openShow, planShow, runningAt, visitShow } from './shows.ts';
import type { Simulation } from './simulation.ts';
import { draftWave, driveRoute, fetchPickups, pickWave } from './wave.ts';
import type { DemoWorld } from './world.ts';

/** How full each pool of today is, and in how many minutes from now it is cut off. */
const pools: Readonly<Record<string, { readonly quantity: number; readonly minutesLeft: number }>> = {
  persimmon: { quantity: 17, minutesLeft: 12 },
  mandarin: { quantity: 64, minutesLeft: 95 },
  shrimp: { quantity: 19, minutesLeft: 50 },
  apple: { quantity: 38, minutesLeft: 150 },
  egg: { quantity: 97, minutesLeft: 210 },
  detergent: { quantity: 13, minutesLeft: 380 },
  tissue: { quantity: 57, minutesLeft: 900 },
  'sweet-potato': { quantity: 33, minutesLeft: 1_500 },
};
/** Sold out of the house an hour ago: rice waits for its supplier's answer, crabs for the truck. */
const cutOffItems = ['rice', 'crab'] as const;
const liveSinceMinutes = 26;
const hour = 3_600;

/** What a visitor walks into: `now` is the moment everything below is counted from. */
export async function playToday(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  parts: { readonly now: Date; readonly evening: Evening; readonly photo: ClaimPhoto },
): Promise<void> {
  const { now } = parts;
  const before = (minutes: number) => addSeconds(now, -minutes * 60);
  sim.until(before(7 * 60));
  await fillShelves(sim, world);
  const rounds = await openRounds(sim, world, now);
  const early = [...rounds.cutOff, ...rounds.running].map((round) => demand(round, 0.45));
  const morning = drawBaskets(chance, world, { pools: early, shelfOrders: 14, sessionId: null }, sim.now());
  await buy(sim, world, morning, { until: before(3 * 60) });
  await sendOut(sim, world, chance, parts);
  await cutOff(sim, world, chance, rounds.cutOff, before);
  await goLive(sim, world, chance, rounds.running, before);
  sim.until(now);
  await sim.relay();
}

function demand({ poolId, offer, priceFen }: Round, part: number) {
  const full = pools[offer.item]?.quantity ?? offer.tiers[0]![0] + 6;
  return { poolId, priceFen, quantity: part < 0.5 ? Math.floor(full * part) : Math.ceil(full * part) };
}

async function openRounds(
  sim: Simulation,
  world: DemoWorld,
  now: Date,
): Promise<{ running: Round[]; cutOff: Round[] }> {
  return sim.as(world.allianceId, world.operator, async (tx) => {
    await closeDuePools(tx);
    const running: Round[] = [];
    const cutOff: Round[] = [];
    for (const offer of demoOffers) {
      const minutes = pools[offer.item]?.minutesLeft;
      const round = await openRound(tx, world, offer, addSeconds(now, (minutes ?? 60) * 60));
      (minutes === undefined ? cutOff : running).push(round);
    }
    return { running, cutOff };
  });
}

/** Yesterday's goods: one route is home, one on the road, a part of the bags is fetched, one piece was bad. */
async function sendOut(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  { evening, photo }: { readonly evening: Evening; readonly photo: ClaimPhoto },
): Promise<void> {
  await receiveRounds(sim, world, evening.rounds);
  const wave = await pickWave(sim, world, chance, await draftWave(sim, world));
  sim.wait(0.6 * hour);
  const [first, second] = wave.routes;
  if (first) await driveRoute(sim, world, first);
  sim.wait(0.4 * hour);
  if (second) await driveRoute(sim, world, second, Math.ceil(second.stops.length / 2));
  await fetchPickups(sim, world, chance, wave, 45);
  await sim.relay();
  await complain(sim, world, chance, { wave, photo });
}

async function cutOff(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  rounds: readonly Round[],
  before: (minutes: number) => Date,
): Promise<void> {
  sim.until(before(100));
  const rest = rounds.map((round) => demand(round, 0.55));
  const baskets = drawBaskets(chance, world, { pools: rest, shelfOrders: 10, sessionId: null }, sim.now());
  await buy(sim, world, baskets, { until: before(75) });
  await draftWave(sim, world);
  await sim.as(world.allianceId, world.operator, async (tx) => {
    for (const { poolId } of rounds) await closePoolNow(tx, { poolId });
  });
  await sim.relay();
  sim.until(before(60));
  const [first] = cutOffItems;
  await answerOrders(
    sim,
    world,
    rounds.filter(({ offer }) => offer.item !== first),
  );
  await sim.relay();
}

/** The first show is on air, the others are announced. */
async function goLive(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  rounds: readonly Round[],
  before: (minutes: number) => Date,
): Promise<void> {
  sim.until(before(liveSinceMinutes + 10));
  const [show, ...later] = demoShows as [DemoShow, ...DemoShow[]];
  const { liveId, nextIds } = await sim.as(world.allianceId, world.operator, async (tx) => {
    const plan = { show, startsAt: before(liveSinceMinutes), minutes: 120, pools: runningAt(rounds) };
    return {
      liveId: await planShow(tx, world, plan),
      nextIds: await announceShows(tx, world, later, rounds, before(0)),
    };
  });
  sim.until(before(liveSinceMinutes));
  await openShow(sim, world, liveId, show);
  await visitShow(sim, world, chance, liveId, 60);
  await fillRoom(sim, world, chance, { liveId, nextIds, show });
  await dropCoupons(sim, world, chance, { liveId, show, claims: 14 });
  const demands = {
    pools: rounds.map((round) => demand(round, 0.55)),
    shelfOrders: 16,
    sessionId: liveId,
  };
  const baskets = drawBaskets(chance, world, demands, sim.now());
  await buy(sim, world, baskets, { until: before(2), unpaid: 4 });
}
