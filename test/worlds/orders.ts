import { addItem, putListing } from '../../src/domains/catalog/index.ts';
import {
  completePayments,
  goodsKeyOf,
  openPayment,
  placeOrders,
  type OrderAnswer,
  type OrderReceipt,
  type OrderRequest,
  type PaidOutcome,
} from '../../src/domains/ordering/index.ts';
import { addLocation, availableStock, receiveStock } from '../../src/domains/stock/index.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { newId } from '../../src/engines/ids.ts';
import { joinShopper } from './alliance.ts';
import { itemInput } from './goods.ts';
import { openPoolWorld, type PoolWorld } from './pools.ts';

export type WishLine = OrderRequest['lines'][number];

/** Shops with stock, pools, and shoppers who order through the intake act and pay without a provider. */
export interface OrderWorld extends Omit<PoolWorld, 'pay'> {
  /** Location of the shop at the same place. */
  readonly locationIds: readonly string[];
  /** A fresh item, listed by the shop of this place at ¥15 with so many pieces on its shelf. */
  stockItem(quantity: number, over?: StockOptions): Promise<Shelf>;
  shopper(): Promise<Actor>;
  /** Picked up at the first shop. */
  request(buyer: Actor, lines: readonly WishLine[], over?: Partial<OrderRequest>): OrderRequest;
  /** One batch, one transaction. */
  place(...requests: OrderRequest[]): Promise<OrderAnswer[]>;
  /** Places a single order that must be accepted. */
  order(buyer: Actor, ...lines: WishLine[]): Promise<OrderReceipt>;
  /** Begins and completes the payment of an order. */
  pay(buyer: Actor, order: OrderReceipt): Promise<PaidOutcome>;
  /** [on hand, held, allocated] */
  stockOf(shelf: Shelf): Promise<[number, number, number]>;
}

export interface StockOptions {
  readonly shopAt?: number;
  readonly exposureLimit?: number;
  readonly perPersonLimit?: number;
  readonly nominalGram?: number;
  readonly priceFen?: bigint;
  readonly temperatureZone?: 'ambient' | 'chilled';
}
export interface Shelf {
  readonly variantId: string;
  readonly shopId: string;
  readonly locationId: string;
  line(quantity: number, over?: Partial<WishLine>): WishLine;
}

export const shelfPriceFen = 1_500n;

export async function openOrderWorld(shopCount = 2): Promise<OrderWorld> {
  const base = await openPoolWorld(shopCount);
  const { world, home } = base;
  const locationIds = await home.transact(home.operator, async (tx) => {
    const ids: string[] = [];
    for (const { shopId, name, lng, lat } of home.shops) {
      ids.push(await addLocation(tx, { kind: 'shop', shopId, name, lng, lat, hasColdStore: false }));
    }
    return ids;
  });
  let phones = 0;
  const request: OrderWorld['request'] = (buyer, lines, over) => ({
    memberId: buyer.memberId,
    idempotencyKey: newId(),
    inputHash: 'the same',
    lines,
    fulfil: { kind: 'pickup', pickupShopId: home.shops[0]!.shopId },
    ...over,
  });
  const place: OrderWorld['place'] = (...requests) => home.transact(null, (tx) => placeOrders(tx, requests));
  return {
    ...base,
    locationIds,
    request,
    place,
    shopper: () => joinShopper(world, home.allianceId, (phones += 1)),
    stockItem: (quantity, over) => stockItem(base, locationIds, quantity, over ?? {}),
    async order(buyer, ...lines) {
      const [answer] = await place(request(buyer, lines));
      return accepted(answer);
    },
    async pay(buyer, { orderGroupId }) {
      const payment = await home.transact(buyer, (tx) => openPayment(tx, orderGroupId));
      return (await home.transact(null, (tx) => completePayments(tx, [paidReport(payment)])))[0]!;
    },
    async stockOf({ locationId, variantId }) {
      const [row] = await home.transact(null, (tx) =>
        availableStock(tx, { locationIds: [locationId], variantIds: [variantId] }),
      );
      return [row!.onHand, row!.held, row!.allocated];
    },
  };
}

/** The order of an answer that must be a yes. */
export function accepted(answer: OrderAnswer | undefined): OrderReceipt {
  if (answer?.kind === 'refused') throw answer.refusal;
  if (!answer) throw new Error('No answer');
  return answer.order;
}

/** What a provider reports about a payment that was begun. */
export function paidReport({ outTradeNo, amountFen }: { outTradeNo: string; amountFen: bigint }) {
  return { outTradeNo, amountFen, providerRef: `wx-${outTradeNo.slice(-6)}`, paidAt: null };
}

async function stockItem(
  { home }: PoolWorld,
  locationIds: readonly string[],
  quantity: number,
  { shopAt = 0, priceFen = shelfPriceFen, temperatureZone = 'ambient', nominalGram, ...limits }: StockOptions,
): Promise<Shelf> {
  const { shopId } = home.shops[shopAt]!;
  const locationId = locationIds[shopAt]!;
  const variantId = await home.transact(home.operator, async (tx) => {
    const weighed = nominalGram ? ({ soldBy: 'gram', nominalGram } as const) : {};
    const item = await addItem(
      tx,
      itemInput({ name: '沙瓤番茄', spec: '约 500 g', temperatureZone, ...weighed }),
    );
    await putListing(tx, {
      shopId,
      variantId: item.variantId,
      priceFen,
      exposureLimit: limits.exposureLimit ?? null,
      perPersonLimit: limits.perPersonLimit ?? null,
      status: 'on',
    });
    await receiveStock(tx, {
      locationId,
      variantId: item.variantId,
      quantity,
      batch: '',
      expiresOn: null,
      source: 'test',
    });
    return item.variantId;
  });
  const goodsKey = goodsKeyOf({ kind: 'listing', shopId, variantId });
  const line: Shelf['line'] = (pieces, over) => ({
    goodsKey,
    quantity: pieces,
    priceFen,
    ...over,
  });
  return { variantId, shopId, locationId, line };
}

/** A line of a pool at the door of a shop, at the price of its first rung. */
export function poolLine(poolId: string, shopId: string, quantity: number, priceFen = 2_680n): WishLine {
  return { goodsKey: goodsKeyOf({ kind: 'pool', poolId, shopId }), quantity, priceFen };
}
