import { expect, test } from 'vitest';
import { phoneScreen, signInAtWork, type Product } from './start-product.ts';

/** 老郑 of the bakery: his session is announced, not on air yet. */
const hostPhone = '13800000104';

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
    await page.getByRole('button', { name: '开播', exact: true }).click();
    await page.getByRole('button', { name: '讲第一件' }).waitFor();
    await page.getByText('画面良好').or(page.getByText('画面一般')).first().waitFor();

    const neighbour = await product.person(phoneScreen);
    const guest = neighbour.page;
    await neighbour.open('/live');
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

    await page.getByRole('button', { name: '下播' }).click();
    const dialog = page.getByRole('dialog', { name: '结束这场直播？' });
    await dialog.getByRole('button', { name: '下播' }).click();
    await page.getByRole('heading', { name: '这场播完了' }).waitFor();
    await guest.getByRole('heading', { name: '这场播完了' }).waitFor();
    expect(host.troubles).toEqual([]);
    expect(neighbour.troubles).toEqual([]);
  });
}
