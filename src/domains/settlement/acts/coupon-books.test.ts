import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMoneyWorld, type MoneyWorld } from '../../../../test/worlds/money.ts';
import { accepted } from '../../../../test/worlds/orders.ts';
import { addHost, shown, startReady } from '../../../../test/worlds/stage.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { nameSubstitute, scheduleSession, takeOver } from '../../live/index.ts';
import { claimCoupon, dropCoupon } from '../../marketing/index.ts';
import { listEntries, trialBalance } from '../index.ts';

let money: MoneyWorld;
beforeAll(async () => {
  money = await openMoneyWorld();
});
afterAll(() => money.world.close());

const shopId = (at: number) => money.home.shops[at]!.shopId;

test('a coupon: the seller has its price, its bearers pay what they promised, the host on air has the share', async () => {
  const { operator } = money.home;
  const shelf = await money.stockItem(10, { shopAt: 5 });
  const [host, heir] = [await addHost(money, 7), await addHost(money, 8)];
  const sessionId = await money.as(operator, async (tx) => {
    const startsAt = addSeconds(tx.now, 60);
    const plan = { title: '早市', hostMemberId: host.memberId, hostShopId: shopId(5), roomShopIds: [] };
    const items = [shown({ variantId: shelf.variantId })];
    const id = await scheduleSession(tx, {
      ...plan,
      ...{ startsAt, plannedEndAt: addSeconds(startsAt, 7_200), items },
    });
    await startReady(tx, id);
    return id;
  });
  const drop = {
    ...{ sessionId, title: '立减 5.01', discountFen: 501n, minSpendFen: 0n, quantity: 5 },
    ...{ opensInSeconds: 0, claimSeconds: 300, useHours: 24, fundShareBps: 5_000 },
  };
  const dropId = await money.as(operator, (tx) => dropCoupon(tx, drop, { hostShopId: shopId(6) }));
  const buyer = await money.shopper();
  const { couponId } = await money.as(buyer, (tx) => claimCoupon(tx, { dropId }));
  const fulfil = money.pickupAt(5);
  const line = shelf.line(3, { sessionId, roomShopId: shopId(5) });
  // Placed while the first host is on air, paid after the substitute has taken over.
  const [answer] = await money.place(money.request(buyer, [line], { couponId, fulfil }));
  const placed = accepted(answer);
  await money.as(host, (tx) => nameSubstitute(tx, { sessionId, substituteMemberId: heir.memberId }));
  money.world.clock.forward(5);
  await money.as(heir, (tx) => takeOver(tx, { sessionId }));
  const dues = async () =>
    Promise.all([money.dueTo('shop', shopId(5)), money.dueTo('shop', shopId(6)), money.dueTo('fund')]);
  const before = await dues();
  await money.pay(buyer, placed);
  await money.relay();
  await money.ship([{ ...placed, buyer, fulfil }]);
  await money.relay();
  const [seller, bearer, fund] = await dues();
  const [commission, service, hostShare] = [200n, 40n, 80n];
  // ¥45.00 of goods: ¥39.99 paid and ¥5.01 made up, less the shares of what was paid.
  expect(seller! - before[0]!).toBe(4_500n - commission - service - hostShare);
  // ¥5.01 in halves: the odd fen goes to the largest remainder, ties by key.
  expect([before[1]! - bearer!, before[2]! + commission - fund!]).toEqual([250n, 251n]);
  expect(await money.dueTo('host', host.memberId)).toBe(hostShare);
  expect(await money.dueTo('host', heir.memberId)).toBe(0n);

  const books = await money.as(operator, trialBalance);
  expect(books).toMatchObject({ sumFen: 0n, balancesMatch: true });
  const { rows } = await money.as(operator, (tx) =>
    listEntries(tx, { limit: 50, orderNumber: placed.number } as never),
  );
  const given = rows.filter(({ kind }) => kind === 'coupon-given');
  expect(given.map(({ memo }) => memo)).toEqual(['沙瓤番茄 用券「立减 5.01」优惠 ¥5.01']);
});
