import { expect, test } from 'vitest';
import { phoneScreen, signInAtWork, type Product } from './start-product.ts';

/** On the road when the demo opens. */
const courierPhone = '13800000202';

export function courierJourneys(given: () => Product): void {
  test('stops ended without a network are sent once, when it is back', async () => {
    const product = given();
    const courier = await product.person(phoneScreen);
    const { page } = courier;
    await signInAtWork(product, courier, courierPhone, '/console/courier');
    const sent: string[] = [];
    page.on('response', (response) => {
      if (response.request().method() === 'POST' && response.url().includes('/stops/'))
        sent.push(`${response.status()} ${response.url()}`);
    });
    await page.getByRole('link', { name: '接着送' }).click();
    const stops = page.getByRole('progressbar', { name: '站点' });
    const at = Number(await stops.getAttribute('aria-valuenow'));

    await page.getByRole('button', { name: /^(送到了|放好了|装好了)$/ }).click();
    await expect.poll(() => stops.getAttribute('aria-valuenow')).toBe(String(at + 1));
    await expect.poll(() => sent.length, { timeout: 20_000 }).toBe(1);

    await page.context().setOffline(true);
    await page.getByText(/没网也能记/).waitFor();
    await page.getByRole('button', { name: /^(送到了|放好了|装好了)$/ }).click();
    await page
      .getByText('1 条等上传')
      .or(page.getByText(/没网也能记，\s*1 条/))
      .first()
      .waitFor();
    await expect.poll(() => stops.getAttribute('aria-valuenow')).toBe(String(at + 2));
    await page.context().setOffline(false);
    await page.locator('.courier-note').waitFor({ state: 'detached' });
    expect(sent.map((answer) => answer.slice(0, 3))).toEqual(['200', '200']);

    await page.reload();
    await expect.poll(() => stops.getAttribute('aria-valuenow')).toBe(String(at + 2));
  });
}
