import { expect, test } from 'vitest';
import { phoneScreen, signInShopper, type Person, type Product } from './start-product.ts';

const shopperPhone = '13712340001';

/** At the cashier of the provider, and back to the result page. */
async function payAtCashier({ page }: Person): Promise<void> {
  await page.waitForURL(/\/cashier\//);
  await page.getByRole('button', { name: '支付', exact: true }).click();
  await page.waitForURL(/\/pay\//);
  await page.getByRole('status').getByText('付好了').waitFor();
}

/** Puts something of a shop in the cart, on the shop's own page. */
async function putInCart({ page }: Person, shop: string, goods: string): Promise<void> {
  await page.getByRole('link', { name: shop }).first().click();
  await page.getByRole('heading', { name: shop, level: 2 }).waitFor();
  await page.getByRole('button', { name: `把 ${goods} 放进购物车` }).click();
  await page.getByText('放进购物车了').waitFor();
}

export function shopperJourneys(given: () => Product): void {
  test('a neighbour watches, talks, buys in the room and sees the order', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    const { page } = person;
    await person.open('/');
    await page.getByRole('heading', { name: '街坊正在播' }).waitFor();
    const live = page.getByRole('listitem').filter({ hasText: '直播中' }).first();
    await live.getByRole('link').click();
    await page.waitForURL(/\/live\//);
    const room = new URL(page.url()).pathname;
    const video = page.locator('video');
    await page.getByRole('button', { name: '打开声音' }).waitFor();
    await expect
      .poll(() => video.evaluate((v: { videoWidth: number; currentTime: number }) => v.videoWidth))
      .toBeGreaterThan(0);
    const before = await video.evaluate((v: { videoWidth: number; currentTime: number }) => v.currentTime);
    await expect
      .poll(() => video.evaluate((v: { videoWidth: number; currentTime: number }) => v.currentTime))
      .toBeGreaterThan(before);

    await signInShopper(product, person, shopperPhone, room);
    await page.getByLabel('和街坊说句话').fill('柿子甜不甜');
    await page.getByRole('button', { name: '发送' }).click();
    await page.getByRole('log').getByText('柿子甜不甜').first().waitFor();

    await page.getByRole('button', { name: /^来一/ }).click();
    const sheet = page.getByRole('dialog', { name: '下单' });
    await sheet.getByRole('checkbox', { name: '我知道了，同意' }).check();
    await sheet.getByRole('button', { name: '付款' }).click();
    await payAtCashier(person);
    await page.getByRole('link', { name: '看订单' }).click();
    await page.getByRole('heading', { name: '等截单，到货就备货' }).waitFor();
    await page.getByRole('heading', { name: '进度' }).waitFor();
    expect(person.troubles).toEqual([]);
  });

  test('one payment buys from two shops', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    const { page } = person;
    await signInShopper(product, person, shopperPhone, '/shops');
    await putInCart(person, '阿珍鲜果', '库尔勒香梨');
    await person.open('/shops');
    await putInCart(person, '老街粮油', '手工挂面');
    await person.open('/cart');
    await page.getByText('2 家门店、2 件商品').waitFor();
    await page.getByRole('button', { name: '去付款' }).click();
    await page.getByText('一次付款，2 家店自动分账').waitFor();
    await page.getByRole('checkbox', { name: '我知道了，同意' }).check();
    await page.getByRole('button', { name: '付款', exact: true }).click();
    await payAtCashier(person);
    await page.getByRole('link', { name: '看订单' }).click();
    await page.getByRole('heading', { name: '阿珍鲜果' }).waitFor();
    await page.getByRole('heading', { name: '老街粮油' }).waitFor();
    expect(person.troubles).toEqual([]);
  });
}
