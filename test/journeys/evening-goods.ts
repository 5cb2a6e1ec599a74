import type { Person } from './start-product.ts';

export async function planWave(operator: Person) {
  const { page } = operator;
  await operator.open('/console/waves');
  await page.getByRole('button', { name: '排一波' }).click();
  await page.getByRole('dialog', { name: '排一波' }).getByRole('button', { name: '分货并排线' }).click();
  await page.getByRole('row').filter({ hasText: '散养谷物鲜鸡蛋' }).first().waitFor();
  await page.getByRole('button', { name: '确认发车' }).click();
  await page.getByRole('dialog', { name: '确认这一波？' }).getByRole('button', { name: '确认发车' }).click();
  await page.getByText('拣货中').waitFor();
}

/** Weighs what is sold by weight at the shop, ticks off the rest at the hub. */
export async function pickAndWeigh({ page }: Person, { hub, grams }: { hub: string; grams: number }) {
  await page
    .getByRole('link', { name: '拣货单' })
    .or(page.getByRole('button', { name: '拣货单' }))
    .click();
  await page.getByRole('textbox', { name: /阳光玫瑰葡萄.*实重/ }).fill(String(grams));
  await page.getByRole('button', { name: /^称好/ }).click();
  await page.getByText('都拣好了，等配送员装车').waitFor();
  await page.getByRole('tab', { name: hub }).click();
  await page.getByRole('button', { name: '计件的都拣好了' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '计件的都拣好了' }).click();
  await page.getByText('都拣好了，等配送员装车').waitFor();
}

/** Loads every bag and ends each stop; a courier whom the wave did not need has nothing to drive. */
export async function deliverToPickup({ page }: Person) {
  const toLoad = page.getByRole('link', { name: '去装车' });
  const nothing = page.getByText('今天没有派给你的线路');
  await toLoad.or(nothing).first().waitFor();
  if (await nothing.isVisible()) return;
  await toLoad.click();
  const zones = page.getByRole('button', { name: '这一区齐了' });
  await zones.first().waitFor();
  for (const zone of await zones.all()) await zone.click();
  await page.getByRole('button', { name: '装好了，出发' }).click();
  const over = page.getByRole('heading', { name: '今天这条线路送完了' });
  const left = page.getByRole('button', { name: '放好了' });
  await over.or(left).first().waitFor();
  while (!(await over.isVisible())) {
    await left.click();
    await over.or(left).first().waitFor();
  }
}

/** The neighbour says the code of the last order that waits, the shop takes it, the neighbour's page says so. */
export async function fetchByCode(neighbour: Person, shop: Person) {
  const { page } = neighbour;
  await neighbour.open('/orders?tab=on-the-way');
  const waiting = page.getByRole('link', { name: /^看进度/ });
  await waiting.first().waitFor();
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await waiting.last().click();
    await page.getByText('到了，来取货吧').waitFor();
    const [code] = /\d{6}/.exec(await page.getByRole('main').innerText())!;
    await shop.page.getByRole('textbox', { name: '自提码' }).fill(code);
    await shop.page.getByRole('button', { name: '核销' }).click();
    await shop.page.getByRole('button', { name: '下一位' }).click();
    await page.getByText('已凭自提码取货').first().waitFor();
    await neighbour.open('/orders?tab=on-the-way');
    await page.getByRole('tab', { name: '待收货', selected: true }).waitFor();
  }
}
