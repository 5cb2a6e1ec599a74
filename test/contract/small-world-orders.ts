import { randomInt } from 'node:crypto';
import { expect } from 'vitest';
import { drainFacts } from '../../src/clockwork/relay.ts';
import { settlementSubscribers } from '../../src/clockwork/subscribers/settlement.ts';
import {
  askForWave,
  completeStop,
  confirmWave,
  getRoute,
  getWave,
  openClaim,
  pickAll,
  planWave,
  readOrderExtras,
  startRoute,
} from '../../src/domains/fulfilment/index.ts';
import {
  completePayments,
  getCart,
  getMyOrder,
  goodsKeyOf,
  listSlots,
  openPayment,
  placeOrders,
  putInCart,
} from '../../src/domains/ordering/index.ts';
import { closePeriod, listStatements } from '../../src/domains/settlement/index.ts';
import { closePoolNow, listPurchaseOrders } from '../../src/domains/supply/index.ts';
import { signSupplierLink } from '../../src/edge/supplier-link.ts';
import { addSeconds, shanghaiDay } from '../../src/kernel/clock.ts';
import type { Goods } from './small-world-goods.ts';

/** Signs the links of suppliers in the tests of doors. */
export const linkSecret = 'a secret of the installation, long enough';

const pricesFen = { listing: 1_200n, pool: 2_680n };

/**
 * Orders in every state that a door asks for: delivered and claimed, in a confirmed wave, in a draft wave, ready,
 * unpaid, in a running pool and in a closed one; a cart line; statements of whoever has something coming.
 */
export async function orderAndShip(goods: Goods, { sessionId }: { sessionId: string }) {
  const { founded, people, world } = goods;
  const [shop, otherShop] = founded.shops;
  const { shopId } = shop!;
  const apple = goodsKeyOf({ kind: 'listing', shopId, variantId: goods.variantId });
  const delivered = await buy(goods, apple, { sessionId, roomShopId: shopId });
  const { claimId } = await deliverAndClaim(goods, delivered.orderLineId);
  const shipping = await buy(goods, apple);
  const wave = await planOne(goods, 'confirmed');
  await buy(goods, apple);
  const draft = await planOne(goods, 'draft');
  const ready = await buy(goods, apple);
  const planningId = await founded.transact(founded.operator, (tx) =>
    askForWave(tx, { courierMemberIds: [people.get('courier')!.actor.memberId] }),
  );
  const unpaid = await place(goods, apple);
  await buy(goods, goodsKeyOf({ kind: 'pool', poolId: goods.poolId, shopId }));
  const open = await newestPurchaseOrder(goods);
  await buy(goods, goodsKeyOf({ kind: 'pool', poolId: goods.closingPoolId, shopId }));
  await founded.transact(founded.operator, (tx) => closePoolNow(tx, { poolId: goods.closingPoolId }));
  const closed = await newestPurchaseOrder(goods);
  const cart = await founded.transact(people.get('shopper')!.actor, async (tx) => {
    const variantId = goods.otherVariantId;
    await putInCart(tx, {
      goodsKey: goodsKeyOf({ kind: 'listing', shopId: otherShop!.shopId, variantId }),
      quantity: 1,
    });
    return getCart(tx);
  });
  const { rows: slots } = await founded.transact(null, (tx) => listSlots(tx));
  const lastSlot = slots.at(-1)!.slotStart.toISOString();
  const statements = await stateParties(goods);
  const today = shanghaiDay(world.clock.now());
  return {
    closed: { purchaseOrderId: closed.purchaseOrderId },
    common: {
      ...{ purchaseOrderId: open.purchaseOrderId, token: open.token, claimId, goodsKey: apple },
      ...{
        ...shipping,
        ...wave,
        planningId,
        orderLineIds: [shipping.orderLineId],
        cartLineId: cart.lines[0]!.cartLineId,
      },
      statementId: statements.get(shopId)!,
    },
    statements,
    byOperation: {
      'supply.answerPurchaseOrder': { purchaseOrderId: closed.purchaseOrderId },
      'supply.answerSupplierOrder': { token: closed.token },
      'supply.previewReceipt': { purchaseOrderId: closed.purchaseOrderId },
      'ordering.placeOrder': { priceFen: String(pricesFen.listing), slotStart: lastSlot },
      'ordering.prepay': { orderGroupId: unpaid.orderGroupId },
      'ordering.cancelOrder': { orderGroupId: ready.orderGroupId, orderLineIds: [ready.orderLineId] },
      'fulfilment.overrideAllocation': { ...draft, locationId: goods.hubId },
      'fulfilment.confirmWave': { waveId: draft.waveId },
      'settlement.closePeriod': { fromDay: today, toDay: today },
    },
  };
}

type Credit = { readonly sessionId: string; readonly roomShopId: string };

/** Places an order of one piece, to be delivered in the first slot. */
async function place({ founded, people, addressId }: Goods, goodsKey: string, credit?: Credit) {
  const { memberId } = people.get('shopper')!.actor;
  const { rows: slots } = await founded.transact(null, (tx) => listSlots(tx));
  const { slotStart } = slots[0]!;
  const idempotencyKey = `order-${randomInt(1e9)}`;
  const priceFen = goodsKey.startsWith('pool:') ? pricesFen.pool : pricesFen.listing;
  const [answer] = await founded.transact(null, (tx) =>
    placeOrders(tx, [
      {
        ...{ memberId, idempotencyKey, inputHash: idempotencyKey },
        lines: [{ goodsKey, quantity: 1, priceFen, ...credit }],
        fulfil: { kind: 'delivery', addressId, slotStart },
      },
    ]),
  );
  if (!answer || answer.kind === 'refused') throw answer?.refusal;
  return answer.order;
}

/** Places and pays. */
async function buy(goods: Goods, goodsKey: string, credit?: Credit) {
  const { founded, people, world } = goods;
  const shopper = people.get('shopper')!.actor;
  const { orderGroupId } = await place(goods, goodsKey, credit);
  const { outTradeNo, amountFen } = await founded.transact(shopper, (tx) => openPayment(tx, orderGroupId));
  const report = { outTradeNo, amountFen, providerRef: null, paidAt: world.clock.now() };
  await founded.transact(null, (tx) => completePayments(tx, [report]));
  const order = await founded.transact(shopper, (tx) => getMyOrder(tx, { orderGroupId }, readOrderExtras));
  return { orderGroupId, orderLineId: order.shopOrders[0]!.lines[0]!.orderLineId };
}

/** A wave of whatever is ready, with the ids of one of its rows each. */
async function planOne({ founded, people, world }: Goods, state: 'draft' | 'confirmed') {
  const courierMemberIds = [people.get('courier')!.actor.memberId];
  const departsAt = addSeconds(world.clock.now(), 3 * 86_400);
  return founded.transact(founded.operator, async (tx) => {
    const waveId = await planWave(tx, { courierMemberIds, departsAt });
    if (state === 'confirmed')
      await confirmWave(tx, waveId, () => randomInt(1e6).toString().padStart(6, '0'));
    const wave = await getWave(tx, { waveId });
    const [route] = wave.routes;
    const stop = route!.stops.find(({ kind }) => kind === 'delivery');
    const { allocationId } = wave.allocations[0]!;
    return { waveId, allocationId, routeId: route!.routeId, stopId: stop!.stopId };
  });
}

async function deliverAndClaim(goods: Goods, orderLineId: string): Promise<{ claimId: string }> {
  const { founded, people, photoKey } = goods;
  const { waveId, routeId } = await planOne(goods, 'confirmed');
  await founded.transact(founded.operator, (tx) => pickAll(tx, waveId));
  await founded.transact(people.get('courier')!.actor, async (tx) => {
    await startRoute(tx, routeId);
    const { stops } = await getRoute(tx, { routeId });
    for (const { stopId } of stops) await completeStop(tx, { stopId, outcome: 'done', failReason: '' });
  });
  const claim = { orderLineId, reason: 'bad-fruit', quantity: 1, note: '压坏了' } as const;
  const shopper = people.get('shopper')!.actor;
  return { claimId: await founded.transact(shopper, (tx) => openClaim(tx, claim, photoKey)) };
}

async function newestPurchaseOrder({ founded, world }: Goods) {
  const orders = await founded.transact(founded.operator, (tx) => listPurchaseOrders(tx, { limit: 1 }));
  const { purchaseOrderId } = orders.rows[0]!;
  const expiresAt = addSeconds(world.clock.now(), 30 * 86_400);
  const { allianceId } = founded;
  return { purchaseOrderId, token: signSupplierLink(linkSecret, { allianceId, purchaseOrderId, expiresAt }) };
}

/** Party → its statement, once the books have been told everything. */
async function stateParties({ founded, world }: Goods): Promise<ReadonlyMap<string, string>> {
  await drainFacts({
    ...{ system: world.system, funnel: world.app, subscribers: settlementSubscribers },
    logger: { error: (told: unknown) => expect.unreachable(JSON.stringify(told)) },
  });
  // What is told at this very moment belongs to the next period.
  world.clock.forward(1);
  const day = shanghaiDay(world.clock.now());
  return founded.transact(founded.operator, async (tx) => {
    await closePeriod(tx, { fromDay: day, toDay: day });
    const { rows } = await listStatements(tx, { limit: 50 });
    return new Map(rows.map(({ party, statementId }) => [party.partyId ?? party.partyKind, statementId]));
  });
}
