import { closeDuePools, listOffers, listPools, poolTally } from '../domains/supply/index.ts';
import type { Reader } from '../engines/db/tx.ts';
import { addSeconds } from '../kernel/clock.ts';
import { drawBaskets } from './baskets.ts';
import { buy } from './buy.ts';
import { readDemoItems } from './data/goods.ts';
import { demoOffers } from './data/people.ts';
import { openRound, type Round } from './rounds.ts';
import type { Chance } from './seeded.ts';
import type { RunningRound } from './shows.ts';
import type { Acting } from './simulation.ts';
import type { DemoStreet } from './world.ts';

/** With fewer running, new rounds are opened for the offers that have none. */
const poolsMin = 5;
const listMax = 100;
/** How full new rounds are, in percent of their first rung. */
const fills = [110, 45, 95, 140, 70, 30, 105, 85, 120, 55];
const firstCutOffSeconds = 5_400;
const cutOffStepSeconds = 9_000;
const shelfOrders = 12;

export async function hasEnoughPools(db: Reader): Promise<boolean> {
  return (await poolTally(db, db.now)).running >= poolsMin;
}

/** The rounds of the demo's offers that can be bought now. */
export async function runningRounds(db: Reader): Promise<RunningRound[]> {
  const keys = new Map(readDemoItems().map(({ name, key }) => [name, key]));
  const { rows } = await listPools(db, { tab: 'running', limit: listMax });
  return rows.flatMap(({ poolId, item, cutOffAt, state }) => {
    const key = keys.get(item.name);
    const isOpen = (state === 'open' || state === 'formed') && cutOffAt > db.now;
    return key && isOpen ? [{ poolId, offer: { item: key }, cutOffAt }] : [];
  });
}

/** Cuts off what is due and, when little is left, opens the next rounds with cut-offs one after the other. */
export async function openMissingRounds(acting: Acting, street: DemoStreet): Promise<Round[]> {
  const { allianceId, operator, variants } = street;
  await acting.as(allianceId, null, closeDuePools);
  return acting.as(allianceId, operator, async (tx) => {
    if (await hasEnoughPools(tx)) return [];
    const offers = await listOffers(tx, { limit: listMax });
    const busy = new Set(offers.rows.filter((offer) => offer.hasOpenPool).map(({ item }) => item.variantId));
    const missing = demoOffers.filter(({ item, seller }) => {
      return street.offers.has(item) && street.shops.has(seller) && !busy.has(variants.get(item)!);
    });
    const opened: Round[] = [];
    for (const [at, offer] of missing.entries()) {
      const cutOffAt = addSeconds(tx.now, firstCutOffSeconds + at * cutOffStepSeconds);
      opened.push(await openRound(tx, street, offer, cutOffAt));
    }
    return opened;
  });
}

/** Neighbours join the new rounds, some more than others. */
export async function fillRounds(
  acting: Acting,
  street: DemoStreet,
  chance: Chance,
  rounds: readonly Round[],
): Promise<void> {
  if (rounds.length === 0) return;
  const pools = rounds.map(({ poolId, offer, priceFen }, at) => {
    const percent = fills[at % fills.length]!;
    return { poolId, priceFen, quantity: Math.ceil((offer.tiers[0]![0] * percent) / 100) };
  });
  const now = acting.now();
  const baskets = drawBaskets(chance, street, { pools, shelfOrders, sessionId: null }, now);
  await buy(acting, street, baskets, { until: now });
}
