import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { phoneScreen, signInAtWork, signInShopper, type Product } from './start-product.ts';

/** 老郑 of the bakery: his session is announced, not on air yet. */
const hostPhone = '13800000104';

/** ¥1 off anything of the session, to be claimed at once. */
async function dropCoupon(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发红包' }).click();
  const sheet = page.getByRole('dialog', { name: '发红包' });
  await sheet.getByRole('textbox', { name: '减多少' }).fill('1');
  await sheet.getByRole('textbox', { name: '满多少可用' }).fill('');
  await sheet.getByText('马上', { exact: true }).click();
  await sheet.getByRole('button', { name: '发到所有直播间' }).click();
  await page.getByText('立减 ¥1 发出去了').waitFor();
}

/** Claims it over the video and orders what is on show: the price is a yuan less. */
async function buyWithCoupon(guest: Page): Promise<void> {
  await guest.getByRole('button', { name: '领券 立减 ¥1' }).click();
  await guest.getByText('领到了：立减 ¥1').waitFor();
  await guest.getByRole('button', { name: /^来一/ }).click();
  const sheet = guest.getByRole('dialog', { name: '下单' });
  await sheet.getByRole('switch', { name: /用券 立减 ¥1/ }).waitFor();
  await sheet.getByText('−¥1.00').first().waitFor();
  const consent = sheet.getByRole('checkbox', { name: '我知道了，同意' });
  if ((await consent.count()) > 0) await consent.check();
  await sheet.getByRole('button', { name: '付款' }).click();
  await guest.getByRole('button', { name: '支付', exact: true }).click();
  await guest.getByRole('heading', { name: '付好了' }).waitFor();
  await guest.getByRole('link', { name: '回直播间' }).click();
  await guest.getByRole('button', { name: '离开直播间' }).waitFor();
}

export function hostJourneys(given: () => Product): void {
  test('a host goes live, a room gets the picture, the next item is shown, the end is final', async () => {
    const product = given();
    const host = await product.person(phoneScreen);
    const { page } = host;
    await signInAtWork(product, host, hostPhone, '/studio/');
    await page
      .getByRole('article')
      .filter({ hasText: '麦香老郑' })
      .getByRole('link', { name: '去开播' })
      .click();
    await page.getByRole('button', { name: '打开摄像头' }).click();
    await page.getByRole('checkbox', { name: /^我已核对/ }).check();
    await page.getByRole('button', { name: '开播', exact: true }).click();
    await page.getByRole('button', { name: '讲第一件' }).waitFor();
    await page.getByText('画面良好').or(page.getByText('画面一般')).first().waitFor();

    const neighbour = await product.person(phoneScreen);
    const guest = neighbour.page;
    await signInShopper(product, neighbour, '13712360077', '/live');
    await guest.getByRole('link', { name: /麦香老郑/ }).click();
    await guest.getByRole('button', { name: '打开声音' }).waitFor();
    const video = guest.locator('video');
    const played = () => video.evaluate((element: { currentTime: number }) => element.currentTime);
    const before = await played();
    await expect.poll(played, { timeout: 20_000 }).toBeGreaterThan(before);

    await page.getByRole('button', { name: '讲第一件' }).click();
    const card = guest.getByRole('region', { name: '讲解中' });
    const first = await card.getByRole('heading').innerText();
    await page.getByRole('button', { name: '讲下一件' }).click();
    await expect.poll(() => card.getByRole('heading').innerText()).not.toBe(first);

    await dropCoupon(page);
    await buyWithCoupon(guest);

    await page.getByRole('button', { name: '下播' }).click();
    const dialog = page.getByRole('dialog', { name: '结束这场直播？' });
    await dialog.getByRole('button', { name: '下播' }).click();
    await page.getByRole('heading', { name: '这场播完了' }).waitFor();
    await guest.getByRole('heading', { name: '这场播完了' }).waitFor();
    expect(host.troubles).toEqual([]);
    expect(neighbour.troubles).toEqual([]);
  });
}
