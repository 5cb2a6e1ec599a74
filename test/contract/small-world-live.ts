import {
  emptyStage,
  enterRoom,
  getSession,
  keepReplay,
  scheduleSession,
  sendChat,
  shareRoom,
  startSession,
} from '../../src/domains/live/index.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import type { Goods } from './small-world-goods.ts';

/** A session that is live in the first shop's room, with a word said in it, a share of it and a replay, and one still planned. */
export async function goLive(goods: Goods) {
  const { founded, people } = goods;
  const host = people.get('host')!.actor;
  const shopper = people.get('shopper')!.actor;
  const { shopId } = founded.shops[0]!;
  const sessionId = await schedule(goods, 60);
  const planned = { sessionId: await schedule(goods, 86_400) };
  await founded.transact(host, (tx) => startSession(tx, { sessionId }));
  const said = await founded.transact(shopper, async (tx) => {
    const room = { sessionId, shopId };
    await enterRoom(tx, { ...room, visitorKey: 'visitor-1' });
    const { shareCode } = await shareRoom(tx, room);
    const { messageId } = await sendChat(tx, { ...room, text: '甜不甜' });
    return { shareCode, messageId };
  });
  const { items } = await founded.transact(host, (tx) => getSession(tx, emptyStage, sessionId));
  const { sessionItemId } = items[0]!;
  await founded.transact(null, (tx) => {
    const marks = [{ markId: tx.newId(), sessionItemId, startMillis: 0 }];
    return keepReplay(tx, { sessionId, durationMillis: 60_000, byteCount: 1_000, marks });
  });
  const times = { startsAt: '2026-11-26T08:00:00.000Z', plannedEndAt: '2026-11-26T10:00:00.000Z' };
  return {
    common: { sessionId, sessionItemId, ...said },
    byOperation: {
      'live.remindMe': planned,
      'live.scheduleSession': times,
      'live.updateSession': { ...planned, ...times },
      'live.joinSession': planned,
      'live.leaveSession': planned,
      'live.startSession': planned,
      'live.cancelSession': planned,
    },
  };
}

async function schedule({ founded, people, variantId }: Goods, inSeconds: number): Promise<string> {
  const { shopId } = founded.shops[0]!;
  const line = { variantId, poolId: null, flashPriceFen: null, script: '先说产地', sellingPoints: [] };
  return founded.transact(founded.operator, (tx) =>
    scheduleSession(tx, {
      ...{ title: '今晚鲜果', hostMemberId: people.get('host')!.actor.memberId, hostShopId: shopId },
      startsAt: addSeconds(tx.now, inSeconds),
      plannedEndAt: addSeconds(tx.now, inSeconds + 7_200),
      ...{ roomShopIds: [shopId], items: [line] },
    }),
  );
}
