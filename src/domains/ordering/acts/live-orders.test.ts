import { afterAll, beforeAll, expect, test } from 'vitest';
import { eggsFen, openStageWorld, shown, type StageWorld } from '../../../../test/worlds/stage.ts';
import { joinShopper } from '../../../../test/worlds/alliance.ts';
import { withClient } from '../../../../test/worlds/server.ts';
import { newId } from '../../../engines/ids.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { endSession, shareRoom } from '../../live/index.ts';
import { describeLines, goodsKeyOf, listGoods, placeOrders, type OrderAnswer } from '../index.ts';

let stage: StageWorld;
let buyer: Actor;
let phones = 100;
beforeAll(async () => {
  stage = await openStageWorld();
  buyer = await joinShopper(stage.world, stage.home.allianceId, (phones += 1));
});
afterAll(() => stage.world.close());

type Line = Parameters<typeof placeOrders>[1][number]['lines'][number];

async function buy(priceFen: bigint, over: Partial<Line>): Promise<OrderAnswer> {
  const { shopId } = stage.home.shops[0]!;
  const goodsKey = goodsKeyOf({ kind: 'listing', shopId, variantId: stage.eggs });
  const [answer] = await stage.home.transact(null, (tx) =>
    placeOrders(tx, [
      {
        memberId: buyer.memberId,
        idempotencyKey: newId(),
        inputHash: '',
        lines: [{ goodsKey, quantity: 1, priceFen, ...over }],
        fulfil: { kind: 'pickup', pickupShopId: shopId },
      },
    ]),
  );
  return answer!;
}
async function lineOf(answer: OrderAnswer) {
  if (answer.kind === 'refused') throw answer.refusal;
  const { orderGroupId } = answer.order;
  const ids = await withClient(stage.world.url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select order_line_id as id from order_line where order_group_id = $1',
      [orderGroupId],
    );
    return rows.map(({ id }) => id);
  });
  const lines = await stage.home.transact(null, (tx) => describeLines(tx, ids));
  return [...lines.values()][0]!;
}

test('in a live room the flash price counts, and session, room and sharer are credited', async () => {
  const sessionId = await stage.goLive({ items: [shown({ variantId: stage.eggs, flashPriceFen: '990' })] });
  const { shopId: roomShopId } = stage.home.shops[2]!;
  const sharer = await joinShopper(stage.world, stage.home.allianceId, (phones += 1));
  const { shareCode } = await stage.home.transact(sharer, (tx) =>
    shareRoom(tx, { sessionId, shopId: roomShopId }),
  );
  const credited = { sessionId, roomShopId, sharerMemberId: sharer.memberId, unitPriceFen: 990n };
  expect(await lineOf(await buy(990n, { sessionId, roomShopId, shareCode }))).toMatchObject(credited);
  // The share alone says where it was made.
  expect(await lineOf(await buy(990n, { shareCode }))).toMatchObject(credited);
  // An unknown code is no reason to refuse an order; outside of the room the listing counts.
  expect(await buy(990n, { shareCode: 'nonsense' })).toMatchObject({
    refusal: { code: 'price-changed', data: { now: '12.80' } },
  });
  expect(await lineOf(await buy(eggsFen, {}))).toMatchObject({
    sessionId: null,
    roomShopId: null,
    sharerMemberId: null,
  });
  const flash = await stage.home.transact(null, (tx) => listGoods(tx, { only: 'flash', limit: 50 }));
  expect(flash.rows).toMatchObject([{ sessionId, priceFen: 990n, usualPriceFen: eggsFen }]);

  await stage.home.transact(stage.host, (tx) => endSession(tx, { sessionId }));
  expect(await buy(990n, { sessionId, roomShopId })).toMatchObject({ refusal: { code: 'price-changed' } });
  expect(await lineOf(await buy(eggsFen, { sessionId, roomShopId }))).toMatchObject({
    sessionId,
    roomShopId,
  });
});

test('sharing with oneself earns nothing, and a room that has not joined is closed', async () => {
  const rooms = { roomShopIds: [stage.home.shops[0]!.shopId] };
  const sessionId = await stage.goLive({ ...rooms, hostMemberId: stage.otherHost.memberId });
  const { shopId: roomShopId } = stage.home.shops[0]!;
  const { shareCode } = await stage.home.transact(buyer, (tx) =>
    shareRoom(tx, { sessionId, shopId: roomShopId }),
  );
  expect(await lineOf(await buy(eggsFen, { shareCode }))).toMatchObject({ sessionId, sharerMemberId: null });
  const stranger = stage.home.shops[1]!.shopId;
  expect(await buy(eggsFen, { sessionId, roomShopId: stranger })).toMatchObject({
    refusal: { code: 'room-closed', field: 'lines.0' },
  });
});
