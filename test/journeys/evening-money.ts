import { expect } from 'vitest';
import type { Person } from './start-product.ts';

/** A photo for a line that was fetched; the operator refunds what it asks for, and who bears it is shown. */
export async function complainAndDecide(neighbour: Person, operator: Person, goods: string) {
  const { page } = neighbour;
  await neighbour.open('/orders');
  await page
    .getByRole('listitem')
    .filter({ has: page.getByRole('img', { name: goods }) })
    .getByRole('link', { name: /^看进度/ })
    .click();
  await page.getByRole('link', { name: /拍照申请/ }).click();
  const buffer = await page.screenshot();
  await page.getByLabel('拍照或选照片').setInputFiles({ name: 'bad.png', mimeType: 'image/png', buffer });
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText(`${goods} 售后申请已提交`).waitFor();

  const desk = operator.page;
  await operator.open('/console/orders/claims');
  await desk.getByRole('row').filter({ hasText: goods }).getByRole('button').click();
  const drawer = desk.getByRole('dialog', { name: new RegExp(goods) });
  // The shop's own stock: no supplier had a part in it.
  await drawer.getByText('销售门店', { exact: true }).last().waitFor();
  await drawer.getByRole('button', { name: /^退 ¥/ }).click();
  await drawer.waitFor({ state: 'hidden' });
  await page
    .getByText(/售后通过，退款/)
    .first()
    .waitFor();
}

const cents = (words: string) => Math.round(Number(words.replace(/[+¥,]/g, '').replace('−', '-')) * 100);

/** Closes the books of today; the shop adds up its statement with a calculator, and the trial balance is zero. */
export async function closeBooks(operator: Person, owner: Person) {
  const { page } = operator;
  await operator.open('/console/statements');
  await page.getByRole('button', { name: '关账期' }).click();
  const drawer = page.getByRole('dialog', { name: '关账期' });
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  for (const label of ['从', '到']) {
    await drawer.getByLabel(label, { exact: true }).fill(today);
    await drawer.getByLabel(label, { exact: true }).press('Enter');
  }
  await drawer.getByRole('button', { name: '先算一遍' }).click();
  await drawer.getByText(/会生成/).waitFor();
  await drawer.getByRole('button', { name: '关账并生成' }).click();
  await page.getByText(/生成了 \d+ 张/).waitFor();
  await operator.open('/console/trial-balance');
  await page.getByText('借贷相等，差 ¥0.00').waitFor();

  await owner.open('/console/statements');
  await owner.page.getByRole('row').filter({ hasText: '阿珍鲜果' }).getByRole('button').click();
  const rows = owner.page.getByRole('row').filter({ hasText: '¥' });
  await rows.filter({ hasText: '应得合计' }).waitFor();
  const sums = (await rows.allInnerTexts()).map((row) => cents(/[+−]?¥[\d,.]+\s*$/.exec(row)![0].trim()));
  const total = sums.pop()!;
  expect(sums.length).toBeGreaterThan(4);
  expect(sums.reduce((sum, part) => sum + part, 0)).toBe(total);
}
