import {
  emptyStage,
  endSession,
  enterRoom,
  getSession,
  pinItem,
  remindMe,
  scheduleSession,
  sendChat,
  startSession,
  tickCheck,
} from '../domains/live/index.ts';
import { claimCoupon, dropCoupon } from '../domains/marketing/index.ts';
import type { Tx } from '../engines/db/tx.ts';
import { addSeconds } from '../kernel/clock.ts';
import type { DemoShow } from './data/shows.ts';
import type { Chance } from './seeded.ts';
import type { Acting, Simulation } from './simulation.ts';
import type { DemoStreet, DemoWorld } from './world.ts';

export interface ShowPlan {
  readonly show: DemoShow;
  readonly startsAt: Date;
  readonly minutes: number;
  /** Running pools by item; an item without one is sold from the host's shelf. */
  readonly pools: ReadonlyMap<string, string>;
}

type Ground = Pick<DemoStreet, 'hosts' | 'shops' | 'variants'>;

/** Schedules a show in every room of the street, as the operator whose transaction it is. */
export async function planShow(tx: Tx, world: Ground, plan: ShowPlan): Promise<string> {
  const { show, startsAt, minutes, pools } = plan;
  return scheduleSession(tx, {
    title: show.title,
    hostMemberId: world.hosts.get(show.host)!.memberId,
    hostShopId: world.shops.get(show.shop)!.shopId,
    startsAt,
    plannedEndAt: addSeconds(startsAt, minutes * 60),
    roomShopIds: [...world.shops.values()].map(({ shopId }) => shopId),
    items: show.items.flatMap(({ item, flashFen, script }) => {
      const poolId = pools.get(item) ?? null;
      if (poolId === null && flashFen === null) return [];
      const flashPriceFen = poolId === null ? flashFen : null;
      return [{ variantId: world.variants.get(item)!, poolId, flashPriceFen, script, sellingPoints: [] }];
    }),
  });
}

/** Invented, like the hosts: the demo has seen no papers. */
export const demoHostBirthOn = '1988-08-18';

/** The host has looked everything over and goes live. */
export async function goOnAir(tx: Tx, sessionId: string): Promise<void> {
  await tickCheck(tx, { sessionId, item: 'self-review', isTicked: true });
  await startSession(tx, { sessionId });
}

/** Goes live at the planned hour. */
export async function openShow(
  sim: Simulation,
  world: DemoWorld,
  sessionId: string,
  show: DemoShow,
): Promise<void> {
  const host = world.hosts.get(show.host)!;
  await sim.as(world.allianceId, host, (tx) => goOnAir(tx, sessionId));
  await sim.relay();
}

export async function closeShow(
  sim: Simulation,
  world: DemoWorld,
  sessionId: string,
  show: DemoShow,
): Promise<void> {
  const host = world.hosts.get(show.host)!;
  await sim.as(world.allianceId, host, (tx) => endSession(tx, { sessionId }));
}

/** So many households look in, each in the room of some shop. */
export async function visitShow(
  sim: Acting,
  world: DemoStreet,
  chance: Chance,
  sessionId: string,
  visits: number,
): Promise<void> {
  const shops = [...world.shops.values()];
  await sim.as(world.allianceId, null, async (tx) => {
    for (let i = 0; i < visits; i += 1) {
      const { actor } = chance.pick(world.households);
      const { shopId } = chance.pick(shops);
      await enterRoom({ ...tx, actor }, { sessionId, shopId, visitorKey: tx.newId() });
    }
  });
}

/** Minutes from now at which the next shows begin: later today, tomorrow, the day after. */
const announcedMinutes = [135, 270, 22 * 60, 26 * 60, 46 * 60];

/** Announces shows one after the other, each with the pools that will still run. */
export async function announceShows(
  tx: Tx,
  world: Ground,
  shows: readonly DemoShow[],
  rounds: readonly RunningRound[],
  now: Date,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, show] of shows.slice(0, announcedMinutes.length).entries()) {
    const startsAt = onHalfHour(addSeconds(now, announcedMinutes[at]! * 60));
    ids.push(await planShow(tx, world, { show, startsAt, minutes: 90, pools: runningAt(rounds, startsAt) }));
  }
  return ids;
}

export interface RunningRound {
  readonly poolId: string;
  readonly offer: { readonly item: string };
  readonly cutOffAt: Date;
}

/** Pools by item that have not been cut off at an instant; all of them without one. */
export function runningAt(rounds: readonly RunningRound[], at?: Date): Map<string, string> {
  const running = rounds.filter(({ cutOffAt }) => at === undefined || cutOffAt > at);
  return new Map(running.map(({ poolId, offer }) => [offer.item, poolId]));
}

function onHalfHour(at: Date): Date {
  const step = 1_800_000;
  return new Date(Math.ceil(at.getTime() / step) * step);
}

const demoDrop = {
  ...{ title: '满 30 减 5', discountFen: 500n, minSpendFen: 3_000n, quantity: 60 },
  ...{ opensInSeconds: 0, claimSeconds: 2 * 3_600, useHours: 24, fundShareBps: 0 },
};

/** The host drops coupons that last as long as the show; some neighbours claim one. */
export async function dropCoupons(
  sim: Acting,
  world: DemoStreet,
  chance: Chance,
  { liveId, show, claims }: { liveId: string; show: DemoShow; claims: number },
): Promise<void> {
  const host = world.hosts.get(show.host)!;
  const { shopId: hostShopId } = world.shops.get(show.shop)!;
  const dropId = await sim.as(world.allianceId, host, (tx) =>
    dropCoupon(tx, { ...demoDrop, sessionId: liveId }, { hostShopId }),
  );
  await sim.as(world.allianceId, null, async (tx) => {
    for (let i = 0; i < claims; i += 1) {
      await claimCoupon({ ...tx, actor: chance.pick(world.households).actor }, { dropId });
    }
  });
}

/** Neighbours talk, the host answers and shows the first item; others ask to be told of the next shows. */
export async function fillRoom(
  sim: Acting,
  world: DemoStreet,
  chance: Chance,
  { liveId, nextIds, show }: { liveId: string; nextIds: readonly string[]; show: DemoShow },
): Promise<void> {
  const shops = [...world.shops.values()];
  const host = world.hosts.get(show.host)!;
  await sim.as(world.allianceId, host, async (tx) => {
    const { items } = await getSession(tx, emptyStage, liveId);
    await pinItem(tx, { sessionId: liveId, sessionItemId: items[0]!.sessionItemId });
  });
  for (const text of show.chat) {
    sim.wait(chance.whole(15, 45));
    const { actor } = chance.pick(world.households);
    const { shopId } = chance.pick(shops);
    await sim.as(world.allianceId, actor, (tx) => sendChat(tx, { sessionId: liveId, shopId, text }));
  }
  await sim.as(world.allianceId, null, async (tx) => {
    for (const sessionId of nextIds) {
      for (let count = chance.whole(4, 16); count > 0; count -= 1) {
        const { shopId } = chance.pick(shops);
        await remindMe({ ...tx, actor: chance.pick(world.households).actor }, { sessionId, shopId });
      }
    }
  });
}
