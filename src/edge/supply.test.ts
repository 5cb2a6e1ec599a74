import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint, Input, Output } from '../../contract/endpoint.ts';
import { actorIn } from '../../test/worlds/alliance.ts';
import { openPoolWorld, type PoolWorld } from '../../test/worlds/pools.ts';
import { ensureMember, giveGrant } from '../domains/membership/index.ts';
import { newId } from '../engines/ids.ts';
import type { Actor } from '../kernel/actor.ts';
import { closePoolNow, getPool, receiveGoods } from '../domains/supply/index.ts';
import { supplyDoors } from './supply.ts';

const doors = supplyDoors({ secret: 'a secret of the installation' });
const { supply } = contract;
let pools: PoolWorld;
beforeAll(async () => {
  pools = await openPoolWorld();
});
afterAll(() => pools.world.close());

/** Through the door as the binder opens it; the answer as it travels. */
async function open<E extends Endpoint>(
  endpoint: E,
  actor: Actor | null,
  input: Input<E>,
): Promise<Output<E>> {
  const door = doors.find((one) => one.endpoint === endpoint);
  if (!door) throw new Error(`No door for ${endpoint.path}`);
  const answer = await door.run({
    funnel: pools.world.app,
    scope: { allianceId: pools.home.allianceId, actor },
    input: input as never,
    call: { slug: pools.home.slug, idempotencyKey: null } as never,
    operation: 'test',
    dryRun: false,
    afterAct: async () => {},
  });
  z.encode(endpoint.output, answer as never);
  return answer as Output<E>;
}

async function finalOrder() {
  const { poolId } = await pools.openRound();
  await pools.buy(poolId, 30);
  await pools.buy(poolId, 4, 1);
  const card = await pools.home.transact(pools.home.operator, (tx) => closePoolNow(tx, { poolId }));
  const { purchaseOrderId } = card.purchaseOrder!;
  const { supplierLink } = await open(supply.getPurchaseOrder, pools.home.operator, { purchaseOrderId });
  const token = /^\/console\/supplier\/([\w-]+)\?alliance=guihua$/.exec(supplierLink!)![1]!;
  return { poolId, purchaseOrderId, token };
}

test('every endpoint of the contract has its door, once', () => {
  expect(doors.map((door) => door.endpoint.path).toSorted()).toEqual(
    Object.values(supply)
      .map((endpoint) => endpoint.path)
      .toSorted(),
  );
});

test('the supplier’s page shows order and progress, and names no shopper and no shop', async () => {
  const { poolId, token, purchaseOrderId } = await finalOrder();
  const page = await open(supply.getSupplierOrder, null, { token });
  expect(page).toMatchObject({
    purchaseOrderId,
    finalQuantity: 35,
    allianceName: 'guihua 联盟',
    deliverTo: '中心仓',
  });
  const text = JSON.stringify(z.encode(supply.getSupplierOrder.output, page));
  const inside = await pools.home.transact(pools.home.operator, (tx) => getPool(tx, poolId));
  const shops = pools.home.shops.flatMap((shop) => [shop.shopId, shop.name, shop.shortName, shop.phone]);
  expect(JSON.stringify(inside.events)).toContain(pools.home.shops[0]!.shortName);
  for (const secret of [...shops, pools.home.operatorPhone]) expect(text).not.toContain(secret);
});

test('the supplier answers through the link, once; a forged link opens nothing', async () => {
  const { token, purchaseOrderId } = await finalOrder();
  const answer = { token, answer: 'short' as const, quantity: 20, note: '只剩四箱' };
  expect(await open(supply.answerSupplierOrder, null, answer)).toMatchObject({
    purchaseOrderId,
    state: 'confirmed',
    confirmedQuantity: 20,
  });
  await expect(open(supply.answerSupplierOrder, null, answer)).rejects.toThrow('po-state');
  const forged = { token: `${token.slice(0, -2)}AA` };
  await expect(open(supply.getSupplierOrder, null, forged)).rejects.toThrow('bad-signature');
  pools.world.clock.forward(32 * 86_400);
  await expect(open(supply.getSupplierOrder, null, { token })).rejects.toThrow('link-expired');
});

test('a supplier who is signed in answers its own order, another supplier finds none', async () => {
  const { token, purchaseOrderId } = await finalOrder();
  const signIn = async (phone: string, supplierId: string) => {
    const grant = { shopId: null, supplierId, duties: [] };
    const memberId = await pools.home.transact(pools.home.operator, async (tx) => {
      await giveGrant(tx, { phone, name: '林老板', role: 'supplier', ...grant });
      return ensureMember(tx, { phone, name: null });
    });
    return actorIn(pools.world, pools.home.allianceId, memberId);
  };
  const own = await signIn('13700000001', pools.supplierId);
  const other = await signIn('13700000002', newId());
  const answer = { purchaseOrderId, answer: 'short' as const, quantity: 20, note: '只剩四箱' };
  await expect(open(supply.answerPurchaseOrder, other, answer)).rejects.toThrow('not-found');
  expect(await open(supply.getSupplierOrder, null, { token })).toMatchObject({ state: 'final' });
  const answered = { purchaseOrderId, state: 'confirmed', confirmedQuantity: 20, note: '只剩四箱' };
  expect(await open(supply.answerPurchaseOrder, own, answer)).toMatchObject(answered);
  expect(await open(supply.getSupplierOrder, null, { token })).toMatchObject(answered);
  await expect(open(supply.answerPurchaseOrder, own, answer)).rejects.toThrow('po-state');
});

test('only operators get the link', async () => {
  const { purchaseOrderId } = await finalOrder();
  const owner = { ...pools.home.owners[0]!, roles: new Set(['shop' as const]) };
  await expect(open(supply.getPurchaseOrder, owner, { purchaseOrderId })).rejects.toThrow('not-found');
});

test('a receipt tells what the operator needs to know', async () => {
  const { purchaseOrderId } = await finalOrder();
  const input = { purchaseOrderId, quantity: 33 };
  const preview = await open(supply.previewReceipt, pools.home.operator, input);
  const receipt = { ...input, locationId: pools.hubId, batch: '', expiresOn: null, note: '' };
  const before = await pools.world.app.transact(
    { allianceId: pools.home.allianceId, actor: pools.home.operator },
    (tx) => receiveGoods(tx, receipt),
    { dryRun: true },
  );
  expect(before.refundedFen).toBe(preview.refundFen);
  const received = await open(supply.receiveGoods, pools.home.operator, receipt);
  expect(received).toMatchObject({ shortQuantity: 2, refundedFen: preview.refundFen });
});
