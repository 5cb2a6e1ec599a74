import pino from 'pino';
import { drainFacts } from '../../src/clockwork/relay.ts';
import { fulfilmentSubscribers } from '../../src/clockwork/subscribers/fulfilment.ts';
import { insightSubscribers } from '../../src/clockwork/subscribers/insight.ts';
import { orderingSubscribers } from '../../src/clockwork/subscribers/ordering.ts';
import { settlementSubscribers } from '../../src/clockwork/subscribers/settlement.ts';
import { putListing } from '../../src/domains/catalog/index.ts';
import {
  completeStop,
  decideClaim,
  openClaim,
  pickAll,
  pickLine,
  readOrderExtras,
  redeemPickup,
  startRoute,
} from '../../src/domains/fulfilment/index.ts';
import {
  getMyOrder,
  goodsKeyOf,
  type OrderReceipt,
  type OrderRequest,
} from '../../src/domains/ordering/index.ts';
import { receiveStock } from '../../src/domains/stock/index.ts';
import { trialBalance } from '../../src/domains/settlement/index.ts';
import { answerPurchaseOrder, closePoolNow, getPool, receiveGoods } from '../../src/domains/supply/index.ts';
import type { Tx } from '../../src/engines/db/tx.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import type { Shelf, WishLine } from './orders.ts';
import { openWaveWorld, type WaveDetail, type WaveWorld } from './waves.ts';

export interface Bought extends OrderReceipt {
  readonly buyer: Actor;
  readonly fulfil: OrderRequest['fulfil'];
}

/** A street whose every fact reaches ordering, fulfilment, the books and the figures. */
export interface MoneyWorld extends Omit<WaveWorld, 'receivePool' | 'buy'> {
  as<T>(actor: Actor | null, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A new shopper orders and pays. */
  buy(fulfil: OrderRequest['fulfil'], ...lines: WishLine[]): Promise<Bought>;
  /** The same, delivered to a room of house 6 in the first slot. */
  deliver(room: string, ...lines: WishLine[]): Promise<Bought>;
  /** Another item's pieces on the shelf of the shop at this place, listed at a price. */
  list(variantId: string, shopAt: number, quantity: number, priceFen: bigint): Promise<Shelf>;
  orderOf(order: Bought): ReturnType<typeof getMyOrder>;
  /** Cuts the pool off and takes so many pieces in, at the hub unless said. */
  receive(poolId: string, ordered: number, arrived?: number, locationId?: string): Promise<void>;
  /** Everything that is ready goes through a wave into the hands of these buyers. */
  ship(orders: readonly Bought[], over?: Shipping): Promise<void>;
  /** Opens and accepts a claim for some pieces of the order's first line; answers its id. */
  claim(order: Bought, reason: 'bad-fruit' | 'damaged' | 'wrong-item', quantity: number): Promise<string>;
  /** What a party has coming over all its accounts, clearing and saving apart; 0 when it has none. */
  dueTo(partyKind: string, partyId?: string | null): Promise<bigint>;
}

export interface Shipping {
  /** The order with goods by weight, and what its line weighs. */
  readonly weigh?: { readonly order: Bought; readonly actualGram: number };
  /** Changes the draft. */
  readonly change?: (draft: WaveDetail) => Promise<unknown>;
}

export async function openMoneyWorld(): Promise<MoneyWorld> {
  const waves = await openWaveWorld();
  const { world, home } = waves;
  const as: MoneyWorld['as'] = (actor, work) => home.transact(actor, work);
  const subscribers = [
    ...orderingSubscribers,
    ...fulfilmentSubscribers,
    ...settlementSubscribers,
    ...insightSubscribers,
  ];
  const failures: unknown[] = [];
  const logger = { ...pino({ level: 'silent' }), error: (failure: unknown) => void failures.push(failure) };
  async function relay(): Promise<void> {
    await drainFacts({ system: world.system, funnel: world.app, subscribers, logger });
    if (failures.length > 0) throw new Error('A fact failed', { cause: failures });
  }
  const orderOf: MoneyWorld['orderOf'] = ({ buyer, orderGroupId }) =>
    as(buyer, (tx) => getMyOrder(tx, { orderGroupId }, readOrderExtras));
  return {
    ...{ ...waves, as, relay, orderOf },
    async buy(fulfil, ...lines) {
      const buyer = await waves.shopper();
      return { ...(await waves.purchase(buyer, fulfil, ...lines)), buyer, fulfil };
    },
    async deliver(room, ...lines) {
      const buyer = await waves.shopper();
      const fulfil = await waves.door(buyer, { building: '6 栋', room, lng: 120.2205, lat: 30.2505 });
      return { ...(await waves.purchase(buyer, fulfil, ...lines)), buyer, fulfil };
    },
    list: (variantId, shopAt, quantity, priceFen) =>
      as(home.operator, async (tx) => {
        const { shopId } = home.shops[shopAt]!;
        const locationId = waves.locationIds[shopAt]!;
        const terms = { priceFen, exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
        await putListing(tx, { shopId, variantId, ...terms });
        const lot = { quantity, batch: '', expiresOn: null, source: 'test' };
        await receiveStock(tx, { locationId, variantId, ...lot });
        const goodsKey = goodsKeyOf({ kind: 'listing', shopId, variantId });
        const line: Shelf['line'] = (pieces, over) => ({ goodsKey, quantity: pieces, priceFen, ...over });
        return { variantId, shopId, locationId, line };
      }),
    async receive(poolId, ordered, arrived = ordered, locationId = waves.hubId) {
      await as(home.operator, (tx) => closePoolNow(tx, { poolId }));
      const { purchaseOrder } = await as(home.operator, (tx) => getPool(tx, poolId));
      const { purchaseOrderId } = purchaseOrder!;
      await as(home.operator, async (tx) => {
        await answerPurchaseOrder(tx, { purchaseOrderId, quantity: ordered, note: '', answer: 'confirm' });
        const goods = { quantity: arrived, note: '', batch: 'b', expiresOn: null };
        await receiveGoods(tx, { ...goods, purchaseOrderId, locationId });
      });
    },
    ship: (orders, over) => ship({ ...waves, as, orderOf }, orders, over ?? {}),
    async claim(order, reason, quantity) {
      const line = (await orderOf(order)).shopOrders[0]!.lines[0]!;
      const asked = { orderLineId: line.orderLineId, reason, quantity, note: '' };
      const claimId = await as(order.buyer, (tx) => openClaim(tx, asked, 'photo.jpg'));
      await as(home.operator, (tx) => decideClaim(tx, { claimId, accept: true, note: '' }));
      return claimId;
    },
    async dueTo(partyKind, partyId = null) {
      const { accounts } = await as(home.operator, trialBalance);
      return accounts
        .filter(({ account }) => account !== 'clearing' && account !== 'saving')
        .filter(({ party }) => party.partyKind === partyKind && party.partyId === partyId)
        .reduce((sum, { balanceFen }) => sum + balanceFen, 0n);
    },
  };
}

async function ship(
  {
    plan,
    confirm,
    couriers,
    home,
    as,
    orderOf,
  }: Omit<WaveWorld, 'receivePool' | 'buy'> & Pick<MoneyWorld, 'as' | 'orderOf'>,
  orders: readonly Bought[],
  { weigh, change }: Shipping,
): Promise<void> {
  const draft = await plan(couriers);
  await change?.(draft);
  const { waveId, routes } = await confirm(draft.waveId);
  await as(home.operator, (tx) => pickAll(tx, waveId));
  if (weigh) {
    const { orderLineId } = (await orderOf(weigh.order)).shopOrders[0]!.lines[0]!;
    const { actualGram } = weigh;
    await as(home.operator, (tx) => pickLine(tx, { waveId, orderLineId, actualGram }));
  }
  for (const { routeId, stops } of routes) {
    await as(home.operator, (tx) => startRoute(tx, routeId));
    for (const { stopId } of stops)
      await as(home.operator, (tx) => completeStop(tx, { stopId, outcome: 'done', failReason: '' }));
  }
  for (const order of orders) {
    if (order.fulfil.kind !== 'pickup') continue;
    const shopId = order.fulfil.pickupShopId;
    for (const { pickupCode: code } of (await orderOf(order)).shopOrders)
      await as(home.operator, (tx) => redeemPickup(tx, { shopId, code: code! }));
  }
}
