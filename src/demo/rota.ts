import { addSlots, askPlan, endPlan, keepHost, takeRun, weekOf } from '../domains/rota/index.ts';
import type { Tx } from '../engines/db/tx.ts';
import { addSeconds, shanghaiDay } from '../kernel/clock.ts';
import { solveRota } from '../solvers/rota/solve-rota.ts';
import { demoShows } from './data/shows.ts';
import type { Simulation } from './simulation.ts';
import type { DemoWorld } from './world.ts';

/** When each shop goes on air: the morning market, the afternoon oven, the evening. */
const plans: readonly {
  readonly shop: string;
  readonly startMinute: number;
  readonly category: string | null;
}[] = [
  { shop: 'azhen', startMinute: 19 * 60 + 30, category: 'fruit' },
  { shop: 'maixiang', startMinute: 15 * 60, category: 'bakery' },
  { shop: 'xiaoma', startMinute: 17 * 60 + 30, category: 'vegetable' },
  { shop: 'xianbu', startMinute: 11 * 60, category: 'seafood' },
];
const minutes = 90;
/** What each host sells best, and from when to when they can; the others take what is left. */
const skills: Readonly<Record<string, { readonly expert: string[]; readonly skilled: string[] }>> = {
  azhen: { expert: ['fruit'], skilled: ['vegetable'] },
  zheng: { expert: ['bakery'], skilled: ['dairy-egg'] },
  tao: { expert: ['seafood'], skilled: ['meat'] },
  ma: { expert: ['vegetable'], skilled: ['fruit', 'meat'] },
};
const budget = { seconds: 10 };
const days = Array.from({ length: 7 }, (_, i) => i);

/** This week is planned; the next has its slots and waits for somebody to press the button. */
export async function planDemoRota(sim: Simulation, world: DemoWorld): Promise<void> {
  const as = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => sim.as(world.allianceId, world.operator, work);
  const thisWeek = weekOf(shanghaiDay(sim.now()));
  for (const week of [thisWeek, weekOf(shanghaiDay(addSeconds(thisWeek.until, 1)))]) {
    await as(async (tx) => {
      for (const { shop, startMinute, category } of plans) {
        const found = world.shops.get(shop);
        if (found === undefined) continue;
        await addSlots(tx, {
          ...{
            shopId: found.shopId,
            startMinute,
            durationMinutes: minutes,
            categoryCode: category,
            language: null,
          },
          days: days.map((day) => shanghaiDay(addSeconds(week.from, day * 86_400 + 1))),
        });
      }
    });
  }
  await as(async (tx) => {
    for (const host of new Set(demoShows.map((show) => show.host))) {
      const memberId = world.hosts.get(host)?.memberId;
      if (memberId === undefined) continue;
      const { expert = [], skilled = [] } = skills[host] ?? {};
      const free = days.map((day) => ({ weekday: day + 1, fromMinute: 9 * 60, untilMinute: 22 * 60 }));
      await keepHost(tx, { memberId, slotsMost: 7, languages: [], skilled, expert, free });
    }
  });
  const runId = await as((tx) => askPlan(tx, thisWeek.start, false));
  const toPlan = await as((tx) => takeRun(tx, runId));
  if (toPlan === null) return;
  const answer = await solveRota(toPlan.problem, budget);
  await as((tx) => endPlan(tx, runId, toPlan, answer));
}
