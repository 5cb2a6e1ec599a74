import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverToPickup, fetchByCode, pickAndWeigh, planWave } from './evening-goods.ts';
import { closeBooks, complainAndDecide } from './evening-money.ts';
import { cutOff, openPool, receiveShort, supplierConfirms } from './evening-pool.ts';
import { buyInRoom, goLive, scheduleSession, shareRoom } from './evening-show.ts';
import { deskScreen, phoneScreen, signInAtWork, signInShopper, startProduct } from './start-product.ts';
import type { Product } from './start-product.ts';

/** The founding week: three shops, a hub, two suppliers, and every step still to do. */
let product: Product;
beforeAll(async () => {
  product = await startProduct('founding');
});
afterAll(() => product.close());

const clipboard = { permissions: ['clipboard-read', 'clipboard-write', 'camera', 'microphone'] };

test(
  'one evening and the next day, by hand, each in a browser of their own',
  { timeout: 240_000 },
  async () => {
    const operator = await product.person(deskScreen, clipboard);
    await signInAtWork(product, operator, '13800000001', '/console/pools');
    await openPool(operator, '散养谷物鲜鸡蛋', { threshold: 6, tiers: [6, 12, 18], cap: 24 });
    await scheduleSession(operator, '邻里第一场');

    const host = await product.person(phoneScreen);
    await signInAtWork(product, host, '13800000101', '/studio/');
    await goLive(host, '邻里第一场');
    const first = await product.person(phoneScreen, clipboard);
    await signInShopper(product, first, '13900000001', '/live');
    await first.page.getByRole('link', { name: '邻里第一场' }).first().click();
    await buyInRoom(first, '散养谷物鲜鸡蛋', 4);
    const second = await product.person(phoneScreen);
    await signInShopper(product, second, '13900000002', '/live');
    await second.open(await shareRoom(first));
    await buyInRoom(second, '散养谷物鲜鸡蛋', 10);
    // 14 paid pieces have crossed 6 and 12: everybody's price is the second.
    await first.page
      .getByText(/再拼\s*4\s*件/)
      .first()
      .waitFor();
    await host.page.getByRole('button', { name: '讲下一件' }).click();
    await buyInRoom(second, '阳光玫瑰葡萄', 1);
    await host.page.getByRole('button', { name: '下播' }).click();
    await host.page.getByRole('dialog').getByRole('button', { name: '下播' }).click();
    await host.page.getByRole('heading', { name: '这场播完了' }).waitFor();

    await cutOff(operator, '散养谷物鲜鸡蛋');
    const supplier = await product.person(phoneScreen);
    await supplierConfirms(operator, supplier, 18);
    await receiveShort(operator, { came: 13, short: 5 });

    await planWave(operator);
    await pickAndWeigh(operator, { hub: '桂花里中心仓', grams: 900 });
    for (const phone of ['13800000201', '13800000202']) {
      const courier = await product.person(phoneScreen);
      await signInAtWork(product, courier, phone, '/console/courier');
      await deliverToPickup(courier);
      expect(courier.troubles).toEqual([]);
    }
    const owner = await product.person(deskScreen);
    await signInAtWork(product, owner, '13800000101', '/console/pickups');
    await fetchByCode(first, owner);
    await fetchByCode(second, owner);

    await complainAndDecide(second, operator, '阳光玫瑰葡萄');
    await closeBooks(operator, owner);
    for (const one of [operator, host, first, second, supplier, owner]) expect(one.troubles).toEqual([]);
  },
);
