import { live } from '../../contract/live.ts';
import type { Input, WireInput } from '../../contract/endpoint.ts';
import { addItem, putListing } from '../../src/domains/catalog/index.ts';
import { checkHostIdentity, scheduleSession, startSession, tickCheck } from '../../src/domains/live/index.ts';
import { giveGrant } from '../../src/domains/membership/index.ts';
import { addLocation, receiveStock } from '../../src/domains/stock/index.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import type { Tx } from '../../src/engines/db/tx.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { actorIn } from './alliance.ts';
import { itemInput } from './goods.ts';
import { openPoolWorld, type PoolWorld } from './pools.ts';

/** A pool world with two hosts, and goods on the shelf of the first shop. */
export interface StageWorld extends PoolWorld {
  readonly host: Actor;
  readonly otherHost: Actor;
  /** Listed at ¥12.80 by the first shop, 40 in its stock. */
  readonly eggs: string;
  /** Listed by nobody. */
  readonly unlisted: string;
  /** Schedules as the operator, in an hour for two hours, in every shop's room, with the eggs. */
  schedule(changes?: Partial<Plan>): Promise<string>;
  /** The same, started by its host. */
  goLive(changes?: Partial<Plan>): Promise<string>;
}

type Plan = Input<typeof live.scheduleSession>;

export const eggsFen = 1_280n;
export const eggsInStock = 40;

export async function openStageWorld(shopCount = 3): Promise<StageWorld> {
  const pools = await openPoolWorld(shopCount);
  const { world, home } = pools;
  const host = await addHost(pools, 1);
  const otherHost = await addHost(pools, 2);
  const { eggs, unlisted } = await home.transact(home.operator, async (tx) => {
    const { variantId: eggs } = await addItem(tx, itemInput({ name: '土鸡蛋', spec: '30 枚' }));
    const { variantId: unlisted } = await addItem(tx, itemInput({ name: '没上架的' }));
    for (const [i, { shopId, name, lng, lat }] of home.shops.entries()) {
      const place = { kind: 'shop', shopId, name, lng, lat, hasColdStore: false } as const;
      const locationId = await addLocation(tx, place);
      if (i > 0) continue;
      const listing = {
        shopId,
        variantId: eggs,
        priceFen: eggsFen,
        exposureLimit: null,
        perPersonLimit: null,
      };
      await putListing(tx, { ...listing, status: 'on' });
      const receipt = { batch: 'b1', expiresOn: null, source: 'test' };
      await receiveStock(tx, { ...receipt, locationId, variantId: eggs, quantity: eggsInStock });
    }
    return { eggs, unlisted };
  });
  async function schedule(changes: Partial<Plan> = {}): Promise<string> {
    const plan: Plan = {
      title: '早市第一场',
      hostMemberId: host.memberId,
      hostShopId: home.shops[0]!.shopId,
      startsAt: addSeconds(world.clock.now(), 3_600),
      plannedEndAt: addSeconds(world.clock.now(), 3 * 3_600),
      roomShopIds: home.shops.map(({ shopId }) => shopId),
      items: [shown({ variantId: eggs })],
      ...changes,
    };
    return home.transact(home.operator, (tx) => scheduleSession(tx, plan));
  }
  return {
    ...{ ...pools, host, otherHost, eggs, unlisted, schedule },
    async goLive(changes) {
      const sessionId = await schedule(changes);
      await home.transact(home.operator, (tx) => startReady(tx, sessionId));
      return sessionId;
    },
  };
}

export async function addHost(
  { world, home }: Pick<PoolWorld, 'world' | 'home'>,
  number: number,
): Promise<Actor> {
  const person = { phone: `1370000000${number}`, name: `主播${number}` };
  const { memberId } = await home.transact(home.operator, (tx) =>
    giveGrant(tx, { ...person, role: 'host', shopId: null, supplierId: null, duties: [] }),
  );
  await home.transact(home.operator, (tx) => checkHostIdentity(tx, { memberId, ...papers }));
  return actorIn(world, home.allianceId, memberId);
}

/** What an operator has seen of a host of these worlds. */
export const papers = { realName: '陈珍珍', birthOn: '1990-05-01' };

/** Ticks what only people can answer for, and goes live. */
export async function startReady(tx: Tx, sessionId: string): Promise<void> {
  await tickCheck(tx, { sessionId, item: 'self-review', isTicked: true });
  await startSession(tx, { sessionId });
}

/** An item of a line-up as a form sends it, with the defaults of the contract filled in. */
export function shown(
  item: WireInput<typeof live.scheduleSession>['items'] extends (infer I)[] | undefined ? I : never,
): Plan['items'][number] {
  return live.scheduleSession.input.shape.items.parse([item])[0]!;
}
