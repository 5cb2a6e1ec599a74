import type { OrderRequest } from '../domains/ordering/index.ts';
import { addSeconds, shanghaiDay, startOfShanghaiDay } from '../kernel/clock.ts';
import type { Chance } from './seeded.ts';
import type { DemoStreet } from './world.ts';

/** A pool and how many pieces the street buys of it now. */
export interface PoolDemand {
  readonly poolId: string;
  readonly quantity: number;
  /** The price of the first rung: who sees more than it costs pays what it costs. */
  readonly priceFen: bigint;
}

export interface Demand {
  readonly pools: readonly PoolDemand[];
  /** Orders from the shelves alone. */
  readonly shelfOrders: number;
  /** The live session in whose rooms most of it is bought. */
  readonly sessionId: string | null;
}

/** One checkout of one household, before it is sent. */
export interface Basket {
  readonly household: DemoStreet['households'][number];
  readonly lines: OrderRequest['lines'];
  readonly fulfil: OrderRequest['fulfil'];
  /** What the household orders when this is refused: the pool goods alone, fetched by themselves. */
  readonly fallback: Basket | null;
}

type Line = OrderRequest['lines'][number];
const mostPieces = 4;
const deliveryPercent = 25;
const inRoomPercent = 70;
const alsoShelfPercent = 35;

/** Spreads a demand over households: small baskets, most bought in a room, a quarter brought to the door. */
export function drawBaskets(chance: Chance, world: DemoStreet, demand: Demand, now: Date): Basket[] {
  const baskets: Basket[] = [];
  for (const { poolId, quantity, priceFen } of demand.pools) {
    let left = quantity;
    while (left > 0) {
      const pieces = Math.min(left, chance.whole(1, mostPieces));
      left -= pieces;
      const shopId = pickupPoint(chance, world);
      const room = roomOf(chance, shopId, demand.sessionId);
      const lines: Line[] = [
        { goodsKey: `pool:${poolId}:${shopId}`, quantity: pieces, priceFen, ...room },
        ...(chance.whole(1, 100) <= alsoShelfPercent ? [shelfLine(chance, world, {})] : []),
      ];
      baskets.push(basketOf(chance, world, lines, shopId, now));
    }
  }
  for (let i = 0; i < demand.shelfOrders; i += 1) {
    const shopId = pickupPoint(chance, world);
    const room = roomOf(chance, shopId, demand.sessionId);
    const first = shelfLine(chance, world, room);
    const second = shelfLine(chance, world, {});
    const lines = second.goodsKey === first.goodsKey ? [first] : [first, second];
    baskets.push(basketOf(chance, world, lines, shopId, now));
  }
  return shuffled(chance, baskets);
}

function basketOf(chance: Chance, world: DemoStreet, lines: Line[], pickupShopId: string, now: Date): Basket {
  const household = chance.pick(world.households);
  const { addressId } = household;
  const delivers = chance.whole(1, 100) <= deliveryPercent;
  const tomorrow = startOfShanghaiDay(shanghaiDay(addSeconds(now, 86_400)));
  const slotStart = addSeconds(tomorrow, chance.pick([10, 12]) * 3_600);
  const pickup = { kind: 'pickup', pickupShopId } as const;
  const fallback = isPooled(lines)
    ? { household, lines: lines.slice(0, 1), fulfil: pickup, fallback: null }
    : null;
  const fulfil = delivers && addressId ? ({ kind: 'delivery', addressId, slotStart } as const) : pickup;
  return { household, lines, fulfil, fallback };
}

function isPooled([first]: readonly Line[]): boolean {
  return first!.goodsKey.startsWith('pool:');
}

function shelfLine(chance: Chance, world: DemoStreet, room: Partial<Line>): Line {
  const { goodsKey, priceFen } = chance.pick(world.shelf);
  return { goodsKey, quantity: chance.whole(1, 2), priceFen, ...room };
}

function roomOf(chance: Chance, shopId: string, sessionId: string | null): Partial<Line> {
  if (sessionId === null || chance.whole(1, 100) > inRoomPercent) return {};
  return { sessionId, roomShopId: shopId };
}

function pickupPoint(chance: Chance, world: DemoStreet): string {
  const points = [...world.shops].filter(([key]) => key !== 'ankang');
  return chance.pick(points)[1].shopId;
}

function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, key: chance.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
