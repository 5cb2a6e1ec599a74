import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { Person } from './start-product.ts';

/** A day in Asia/Shanghai as the calendar names it. */
function shanghaiDay(daysAhead: number): string {
  return new Date(Date.now() + (daysAhead * 24 + 8) * 3_600_000).toISOString().slice(0, 10);
}

async function pickMoment(page: Page, label: RegExp, hour: string) {
  await page.getByRole('textbox', { name: label }).click();
  const open = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
  await open.locator(`td[title="${shanghaiDay(1)}"]`).click();
  await open.locator('.ant-picker-time-panel-column').nth(0).getByText(hour, { exact: true }).click();
  await open.locator('.ant-picker-time-panel-column').nth(1).getByText('00', { exact: true }).click();
  await page.getByRole('textbox', { name: '标题' }).click();
  await open.waitFor({ state: 'hidden' });
}

/** 直播场次: host, shops that join, times, and a line-up of the running pool and goods from stock. */
export async function scheduleSession(operator: Person, title: string) {
  const { page } = operator;
  await operator.open('/console/live');
  await page.getByRole('button', { name: '排一场' }).click();
  const drawer = page.getByRole('dialog', { name: '排一场' });
  await drawer.getByRole('textbox', { name: '标题' }).fill(title);
  const option = page.locator(
    '.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option',
  );
  await drawer.getByRole('combobox', { name: '主播 必填', exact: true }).fill('林阿珍');
  await option.filter({ hasText: '林阿珍' }).click();
  await drawer.getByRole('combobox', { name: /主播门店/ }).selectOption({ label: '阿珍鲜果' });
  const joins = drawer.getByRole('combobox', { name: /同播的门店/ });
  for (const shop of ['桂花里便利店', '老街粮油']) {
    await joins.fill(shop);
    await option.filter({ hasText: shop }).click();
  }
  await pickMoment(page, /^开始/, '10');
  await pickMoment(page, /预计结束/, '12');
  const goods = drawer.getByRole('combobox', { name: /加商品/ });
  for (const [name, note] of [
    ['鸡蛋', '截单'],
    ['葡萄', '可售'],
  ] as const) {
    await goods.fill(name);
    await option.filter({ hasText: note }).filter({ hasText: name }).click();
  }
  await drawer.getByRole('heading', { name: '商品单 · 2 件' }).waitFor();
  await drawer.getByRole('button', { name: '排一场' }).click();
  await page.getByText('排好了').waitFor();
}

export async function goLive({ page }: Person, title: string) {
  await page.getByRole('article').filter({ hasText: title }).getByRole('link', { name: '去开播' }).click();
  await page.getByRole('button', { name: '打开摄像头' }).click();
  await page.getByRole('checkbox', { name: /^我已核对/ }).check();
  await page.getByRole('button', { name: '开播', exact: true }).click();
  await page.getByRole('button', { name: '讲第一件' }).click();
}

/** From the pinned card to the cashier and back into the room; fetched at the shop of the room. */
export async function buyInRoom({ page }: Person, goods: string, pieces: number) {
  const card = page.getByRole('region', { name: '讲解中' });
  await expect.poll(() => card.getByRole('heading').innerText()).toContain(goods);
  await card.getByRole('button', { name: /^来一/ }).click();
  const sheet = page.getByRole('dialog', { name: '下单' });
  for (let more = 1; more < pieces; more += 1) await sheet.getByRole('button', { name: '多一件' }).click();
  await sheet.getByRole('checkbox', { name: '我知道了，同意' }).check();
  await sheet.getByRole('button', { name: '付款' }).click();
  await page.getByRole('button', { name: '支付', exact: true }).click();
  await page.getByRole('heading', { name: '付好了' }).waitFor();
  await page.getByRole('link', { name: '回直播间' }).click();
  await page.getByRole('button', { name: '离开直播间' }).waitFor();
}

/** The path of the link under the share picture. */
export async function shareRoom({ page }: Person): Promise<string> {
  await page.getByRole('button', { name: '分享' }).click();
  const words = await page.getByText(/\/s\/\w+/).innerText();
  await page.keyboard.press('Escape');
  const link = new URL(/https?:\S+/.exec(words)![0]);
  return link.pathname + link.search;
}
