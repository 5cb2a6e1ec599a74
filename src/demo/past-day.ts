import { expireHolds, settleRefunds, takeDueRefunds } from '../domains/ordering/index.ts';
import { receiveStock, availableStock } from '../domains/stock/index.ts';
import { closeDuePools } from '../domains/supply/index.ts';
import { addSeconds, shanghaiDay } from '../kernel/clock.ts';
import { drawBaskets, type PoolDemand } from './baskets.ts';
import { buy, type Bought } from './buy.ts';
import { demoOffers, type DemoOffer } from './data/people.ts';
import { demoShows } from './data/shows.ts';
import { latePieces, ordersLate } from './late-shelves.ts';
import { answerOrders, openRound, type Round } from './rounds.ts';
import type { Chance } from './seeded.ts';
import { closeShow, openShow, planShow, visitShow } from './shows.ts';
import type { Acting, Simulation } from './simulation.ts';
import { dayAfter, type DemoStreet, type DemoWorld } from './world.ts';

/** What a day leaves for the next morning. */
export interface Evening {
  readonly rounds: readonly Round[];
  readonly bought: readonly Bought[];
}

const hour = 3_600;
const visitsPerShow = 24;
/** A shelf with less is filled up in the morning. */
const lowShelf = 18;

/**
 * One ordinary day of trading, `at` counted from the first: rounds open at nine, are sold over the day and in the
 * evening's show, and are cut off at half past nine; suppliers answer before ten. `fetch` is what happens at dusk.
 */
export async function tradeDay(
  sim: Simulation,
  world: DemoWorld,
  chance: Chance,
  {
    midnight,
    at,
    fetch,
  }: { readonly midnight: Date; readonly at: number; readonly fetch: () => Promise<void> },
): Promise<Evening> {
  const clock = (hours: number) => addSeconds(midnight, hours * hour);
  const show = demoShows[at % demoShows.length]!;
  sim.until(clock(9));
  await fillShelves(sim, world);
  const offers = offersOf(at);
  const { rounds, sessionId } = await sim.as(world.allianceId, world.operator, async (tx) => {
    const opened: Round[] = [];
    for (const offer of offers) opened.push(await openRound(tx, world, offer, clock(21.5)));
    const pools = new Map(opened.map((round) => [round.offer.item, round.poolId]));
    const plan = { show, startsAt: clock(19.5), minutes: 100, pools };
    return { rounds: opened, sessionId: await planShow(tx, world, plan) };
  });
  const demands = rounds.map((round, i) => demandOf(chance, round, at, i));
  const share = (part: number): PoolDemand[] =>
    demands.map((demand) => ({ ...demand, quantity: Math.round(demand.quantity * part) }));
  const day = drawBaskets(chance, world, { pools: share(0.3), shelfOrders: 5, sessionId: null }, sim.now());
  const bought = await buy(sim, world, day, { until: clock(18) });
  await fetch();
  sim.until(clock(19.5));
  await openShow(sim, world, sessionId, show);
  await visitShow(sim, world, chance, sessionId, visitsPerShow);
  const evening = drawBaskets(chance, world, { pools: share(0.7), shelfOrders: 4, sessionId }, sim.now());
  bought.push(...(await buy(sim, world, evening, { until: clock(21), unpaid: 1 })));
  await closeShow(sim, world, sessionId, show);
  sim.until(clock(21.5));
  await sim.as(world.allianceId, null, async (tx) => {
    await expireHolds(tx);
    await closeDuePools(tx);
  });
  await sim.relay();
  sim.until(clock(21.8));
  await answerOrders(sim, world, rounds, at % 5 === 3 ? 1 : 0);
  await sim.relay();
  return { rounds, bought };
}

/** The alliance grows: one round a day at first, two from the fifth day, three from the tenth. */
const roundsByDay = [1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3];

/** Which offers run on this day, in turn, so that each comes round every few days. */
function offersOf(at: number): DemoOffer[] {
  const first = roundsBefore(at);
  return Array.from(
    { length: roundsByDay[at % roundsByDay.length]! },
    (_, i) => demoOffers[(first + i) % demoOffers.length]!,
  );
}

function roundsBefore(at: number): number {
  return roundsByDay.slice(0, at).reduce((sum, rounds) => sum + rounds, 0);
}

/** Most rounds cross their threshold, some reach the second rung; one in seven stays below. */
function demandOf(chance: Chance, { poolId, offer, priceFen }: Round, at: number, i: number): PoolDemand {
  const [first, second] = [offer.tiers[0]![0], offer.tiers[1]![0]];
  const isFailing = (roundsBefore(at) + i) % 7 === 4;
  const reachesSecond = chance.whole(1, 4) === 1;
  if (isFailing) return { poolId, quantity: Math.round(first * 0.6), priceFen };
  const quantity = reachesSecond ? second + chance.whole(1, 5) : first + chance.whole(2, 9);
  return { poolId, quantity, priceFen };
}

/** Shops take new goods in where their shelves run low. */
export async function fillShelves(sim: Acting, world: DemoStreet): Promise<void> {
  await sim.as(world.allianceId, world.operator, async (tx) => {
    const free = new Map(
      (await availableStock(tx, {})).map((row) => [`${row.locationId}:${row.variantId}`, row.available]),
    );
    const low = world.shelf.filter((goods) => {
      const left = free.get(`${world.shops.get(goods.shopKey)!.locationId}:${goods.variantId}`) ?? 0;
      return left < (ordersLate(goods) ? 1 : lowShelf);
    });
    await receiveStock(
      tx,
      ...low.map(({ shopKey, itemKey, variantId, shelfDays }) => ({
        locationId: world.shops.get(shopKey)!.locationId,
        variantId,
        quantity: ordersLate({ shopKey, itemKey }) ? latePieces : 40,
        batch: `${shanghaiDay(tx.now).replaceAll('-', '').slice(4)}-02`,
        expiresOn: dayAfter(tx.now, Math.max(shelfDays, 20)),
        source: 'delivery',
      })),
    );
  });
}

/** The provider of the past paid every refund out at once. */
export async function sendRefunds(sim: Simulation, world: DemoWorld): Promise<void> {
  for (;;) {
    const sent = await sim.as(world.allianceId, null, async (tx) => {
      const due = await takeDueRefunds(tx);
      await settleRefunds(
        tx,
        due.map(({ sentAs }) => ({ sentAs, state: 'succeeded' as const, error: null })),
      );
      return due.length;
    });
    if (sent === 0) break;
  }
  await sim.relay();
}
