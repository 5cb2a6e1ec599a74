import {
  checkHostIdentity,
  emptyStage,
  enterRoom,
  getSession,
  keepReplay,
  nameSubstitute,
  scheduleSession,
  sendChat,
  shareRoom,
  tickCheck,
} from '../../src/domains/live/index.ts';
import { giveGrant } from '../../src/domains/membership/index.ts';
import { claimCoupon, dropCoupon } from '../../src/domains/marketing/index.ts';
import { addSeconds } from '../../src/kernel/clock.ts';
import { papers, startReady } from '../worlds/stage.ts';
import type { Goods } from './small-world-goods.ts';

/** A session that is live in the first shop's room, with a word said in it, a share of it and a replay, and one still planned. */
export async function goLive(goods: Goods) {
  const { founded, people } = goods;
  const host = people.get('host')!.actor;
  const shopper = people.get('shopper')!.actor;
  const { shopId } = founded.shops[0]!;
  const sessionId = await schedule(goods, 60);
  const planned = { sessionId: await schedule(goods, 86_400) };
  await founded.transact(founded.operator, (tx) =>
    checkHostIdentity(tx, { memberId: host.memberId, ...papers }),
  );
  await founded.transact(host, (tx) => startReady(tx, sessionId));
  await founded.transact(host, (tx) => tickCheck(tx, { ...planned, item: 'self-review', isTicked: true }));
  const said = await founded.transact(shopper, async (tx) => {
    const room = { sessionId, shopId };
    await enterRoom(tx, { ...room, visitorKey: 'visitor-1' });
    const { shareCode } = await shareRoom(tx, room);
    const { messageId } = await sendChat(tx, { ...room, text: '甜不甜' });
    return { shareCode, messageId };
  });
  const coupon = await dropAndClaim(goods, sessionId, shopId);
  const { items } = await founded.transact(host, (tx) => getSession(tx, emptyStage, sessionId));
  const { sessionItemId } = items[0]!;
  await founded.transact(null, (tx) => {
    const marks = [{ markId: tx.newId(), sessionItemId, startMillis: 0 }];
    return keepReplay(tx, { sessionId, durationMillis: 60_000, byteCount: 1_000, marks });
  });
  const substitute = await goLiveForHost(goods);
  const times = { startsAt: '2026-11-26T08:00:00.000Z', plannedEndAt: '2026-11-26T10:00:00.000Z' };
  return {
    common: { sessionId, sessionItemId, ...said, ...coupon, item: 'self-review', birthOn: '1990-05-01' },
    byOperation: {
      'live.remindMe': planned,
      'live.scheduleSession': times,
      'live.updateSession': { ...planned, ...times },
      'live.joinSession': planned,
      'live.leaveSession': planned,
      'live.startSession': planned,
      'live.tickCheck': planned,
      'live.checkHostIdentity': { memberId: host.memberId },
      'live.takeOver': { sessionId: substitute.sessionId },
      'live.nameSubstitute': { substituteMemberId: substitute.memberId },
      'live.cancelSession': planned,
    },
  };
}

/** One coupon, and the shopper has it: another drop may follow. */
async function dropAndClaim(
  { founded, people }: Goods,
  sessionId: string,
  hostShopId: string,
): Promise<{ dropId: string; couponId: string }> {
  const drop = {
    ...{ sessionId, title: '立减 1 元', discountFen: 100n, minSpendFen: 0n, quantity: 1 },
    ...{ opensInSeconds: 0, claimSeconds: 600, useHours: 24, fundShareBps: 0 },
  };
  const by = (name: 'host' | 'shopper') => people.get(name)!.actor;
  const dropId = await founded.transact(by('host'), (tx) => dropCoupon(tx, drop, { hostShopId }));
  const { couponId } = await founded.transact(by('shopper'), (tx) => claimCoupon(tx, { dropId }));
  return { dropId, couponId };
}

/** A session of another host that the small world's host may take over. */
async function goLiveForHost(goods: Goods): Promise<{ sessionId: string; memberId: string }> {
  const { founded, people } = goods;
  const grant = { role: 'host', shopId: null, supplierId: null, duties: [] } as const;
  const { memberId } = await founded.transact(founded.operator, (tx) =>
    giveGrant(tx, { ...grant, phone: '13700000077', name: '替补' }),
  );
  const sessionId = await schedule(goods, 60, memberId);
  await founded.transact(founded.operator, async (tx) => {
    await checkHostIdentity(tx, { memberId, ...papers });
    await nameSubstitute(tx, { sessionId, substituteMemberId: people.get('host')!.actor.memberId });
    await startReady(tx, sessionId);
  });
  return { sessionId, memberId };
}

async function schedule(
  { founded, people, variantId }: Goods,
  inSeconds: number,
  hostMemberId = people.get('host')!.actor.memberId,
): Promise<string> {
  const { shopId } = founded.shops[0]!;
  const line = { variantId, poolId: null, flashPriceFen: null, script: '先说产地', sellingPoints: [] };
  return founded.transact(founded.operator, (tx) =>
    scheduleSession(tx, {
      ...{ title: '今晚鲜果', hostMemberId, hostShopId: shopId },
      startsAt: addSeconds(tx.now, inSeconds),
      plannedEndAt: addSeconds(tx.now, inSeconds + 7_200),
      ...{ roomShopIds: [shopId], items: [line] },
    }),
  );
}
