import { agreeStatement, closePeriod, listStatements } from '../domains/settlement/index.ts';
import type { FilesEngine } from '../engines/files/port.ts';
import { addSeconds, shanghaiDay, startOfShanghaiDay } from '../kernel/clock.ts';
import { storeClaimPhoto } from './claim-photo.ts';
import { demoShows } from './data/shows.ts';
import { foundDemoAlliance } from './found-alliance.ts';
import { acceptClaim, bringOut, complain, fetchEvening, type ClaimPhoto } from './next-morning.ts';
import { sendRefunds, tradeDay, type Evening } from './past-day.ts';
import { seeded, type Chance } from './seeded.ts';
import { planShow } from './shows.ts';
import type { Simulation } from './simulation.ts';
import { stockDemoGoods } from './stock-goods.ts';
import { planDemoRota } from './rota.ts';
import { playToday } from './today.ts';
import type { WaveDetail } from './wave.ts';
import type { DemoWorld } from './world.ts';

export interface PlantParts {
  readonly files: FilesEngine;
  /** The moment a visitor walks in: everything planted lies before it. */
  readonly now: Date;
  /** Full days of trade before today. */
  readonly pastDays: number;
}

const seed = 20_261_123;
const daySeconds = 86_400;
const week = 7;
/** A claim is settled this often; today's stays open. */
const claimEveryDays = 3;

/** Where the simulated clock of a demo that is opened at `now` begins; a founding week begins at that moment. */
export function demoBegins(now: Date, size: 'founding' | 'district', pastDays: number): Date {
  if (size === 'founding') return now;
  return addSeconds(tradingDay(now), (7 - (pastDays + 1) * 24) * 3_600);
}

/** Who walks in after midnight still sees the evening before: the day's midnight, four hours late. */
function tradingDay(now: Date): Date {
  return startOfShanghaiDay(shanghaiDay(addSeconds(now, -4 * 3_600)));
}

/** Plants the demo alliance through the same acts as users; nothing is inserted behind their backs. */
export async function plantDemo(
  sim: Simulation,
  parts: PlantParts,
  size: 'founding' | 'district',
): Promise<DemoWorld> {
  const people = await foundDemoAlliance(sim.system, sim.app, size);
  const goods = await stockDemoGoods(sim.app, people, size);
  const world: DemoWorld = { ...people, ...goods };
  await sim.relay();
  if (size === 'founding') await announceFirstShow(sim, world);
  else {
    const chance = seeded(seed);
    const photo: ClaimPhoto = (orderLineId) => storeClaimPhoto(parts.files, orderLineId);
    const evening = await playPast(sim, world, chance, { ...parts, photo });
    await playToday(sim, world, chance, { now: parts.now, evening, photo });
    await planDemoRota(sim, world);
  }
  return world;
}

/** The founding week has offers but no pool yet, and one show tomorrow evening from the host's own shelf. */
async function announceFirstShow(sim: Simulation, world: DemoWorld): Promise<void> {
  const show = demoShows[0]!;
  const tomorrow = startOfShanghaiDay(shanghaiDay(addSeconds(sim.now(), daySeconds)));
  const plan = { show, startsAt: addSeconds(tomorrow, 19.5 * 3_600), minutes: 90, pools: new Map() };
  await sim.as(world.allianceId, world.operator, (tx) => planShow(tx, world, plan));
  await sim.relay();
}

/** Day after day up to yesterday; the last evening's goods are left for this morning. */
async function playPast(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  { now, pastDays, photo }: PlantParts & { readonly photo: ClaimPhoto },
): Promise<Evening> {
  const today = tradingDay(now);
  let evening: Evening = { rounds: [], bought: [] };
  let wave: WaveDetail | null = null;
  for (let at = 0; at < pastDays; at += 1) {
    const midnight = addSeconds(today, (at - pastDays) * daySeconds);
    if (at > 0) {
      wave = await bringOut(sim, world, chance, { evening, midnight });
      if (at % claimEveryDays === 0) {
        const claimId = await complain(sim, world, chance, { wave, photo });
        if (claimId) await acceptClaim(sim, world, claimId);
      }
    }
    if (at === week) await closeWeek(sim, world, midnight, 'agreed');
    evening = await tradeDay(sim, world, chance, {
      midnight,
      at,
      fetch: async () => {
        if (wave) await fetchEvening(sim, world, chance, { wave, midnight });
      },
    });
    await sendRefunds(sim, world);
  }
  if (pastDays > week) await closeWeek(sim, world, today, 'issued');
  return evening;
}

/** Statements of the week before `midnight`; the first week's are agreed, the second's wait to be checked. */
async function closeWeek(
  sim: Simulation,
  world: DemoWorld,
  midnight: Date,
  outcome: 'agreed' | 'issued',
): Promise<void> {
  sim.until(midnight);
  const dayOf = (days: number) => shanghaiDay(addSeconds(midnight, days * daySeconds));
  await sim.as(world.allianceId, world.operator, async (tx) => {
    await closePeriod(tx, { fromDay: dayOf(-week), toDay: dayOf(-1) });
    const { rows } = await listStatements(tx, { limit: 100 });
    if (outcome === 'agreed') for (const { statementId } of rows) await agreeStatement(tx, { statementId });
  });
  await sim.relay();
}
