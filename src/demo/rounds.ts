import {
  answerPurchaseOrder,
  describePurchaseOrder,
  getPool,
  openPool,
  receiveGoods,
} from '../domains/supply/index.ts';
import type { DemoOffer } from './data/people.ts';
import { shanghaiDay } from '../kernel/clock.ts';
import type { Simulation } from './simulation.ts';
import { dayAfter, type DemoWorld } from './world.ts';
import type { Tx } from '../engines/db/tx.ts';

export interface Round {
  readonly poolId: string;
  readonly offer: DemoOffer;
  /** Retail of the first rung. */
  readonly priceFen: bigint;
  readonly cutOffAt: Date;
}

/** Opens the next round of an offer, sold by the shop that the data name. */
export async function openRound(
  tx: Tx,
  world: Pick<DemoWorld, 'offers' | 'shops'>,
  offer: DemoOffer,
  cutOffAt: Date,
): Promise<Round> {
  const tiers = offer.tiers.map(([minQuantity, cost, retail]) => ({
    minQuantity,
    costFen: BigInt(cost),
    retailFen: BigInt(retail),
  }));
  const { minQuantity, retailFen } = tiers[0]!;
  const { poolId } = await openPool(tx, {
    offerId: world.offers.get(offer.item)!,
    mode: 'agency',
    sellerShopId: world.shops.get(offer.seller)!.shopId,
    cutOffAt,
    threshold: minQuantity,
    moq: Math.ceil(minQuantity / offer.pack) * offer.pack,
    cap: offer.cap,
    tiers,
    belowPolicy: 'refund',
    remainderPolicy: 'round-up-stock',
    prolongHours: 24,
    perPersonLimit: null,
  });
  return { poolId, offer, priceFen: retailFen, cutOffAt };
}

/** The supplier's word on the final orders of these rounds. Rounds that failed have none. */
export async function answerOrders(
  sim: Simulation,
  world: DemoWorld,
  rounds: readonly Round[],
  packsShort = 0,
): Promise<void> {
  await sim.as(world.allianceId, world.operator, async (tx) => {
    for (const { poolId, offer } of rounds) {
      const order = await orderOf(tx, poolId);
      if (order?.state !== 'final') continue;
      const quantity = order.finalQuantity! - packsShort * offer.pack;
      await answerPurchaseOrder(tx, {
        purchaseOrderId: order.purchaseOrderId,
        answer: packsShort > 0 ? 'short' : 'confirm',
        quantity,
        note: packsShort > 0 ? '果园下雨，少摘一批' : '',
      });
    }
  });
}

/** Takes the goods of confirmed orders in at the hub, as many as were promised. */
export async function receiveRounds(
  sim: Simulation,
  world: DemoWorld,
  rounds: readonly Round[],
): Promise<void> {
  await sim.as(world.allianceId, world.operator, async (tx) => {
    for (const { poolId } of rounds) {
      const order = await orderOf(tx, poolId);
      if (order?.state !== 'confirmed') continue;
      await receiveGoods(tx, {
        purchaseOrderId: order.purchaseOrderId,
        locationId: world.hubId,
        quantity: order.confirmedQuantity!,
        batch: `${shanghaiDay(tx.now).replaceAll('-', '').slice(4)}-A`,
        expiresOn: dayAfter(tx.now, 30),
        note: '',
      });
    }
  });
  await sim.relay();
}

async function orderOf(tx: Tx, poolId: string) {
  const found = (await getPool(tx, poolId)).purchaseOrder;
  return found && describePurchaseOrder(tx, found.purchaseOrderId);
}
