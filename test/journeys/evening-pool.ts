import type { Person } from './start-product.ts';

interface Ladder {
  readonly threshold: number;
  readonly tiers: readonly number[];
  readonly cap: number;
}

/** 集单看板: a pool of one offer, sold by the first shop in every room. */
export async function openPool({ page }: Person, goods: string, { threshold, tiers, cap }: Ladder) {
  await page.getByRole('button', { name: '新建集单' }).click();
  const drawer = page.getByRole('dialog', { name: '新建集单' });
  const offer = drawer.getByRole('combobox', { name: '供货报价' });
  await offer.fill(goods);
  await drawer.getByText('箱规 6').waitFor({ state: 'attached' });
  await offer.press('Enter');
  await drawer.getByLabel('由哪家店售').selectOption({ label: '阿珍鲜果' });
  await drawer.getByLabel('成团量').fill(String(threshold));
  await drawer.getByLabel('起订量').fill(String(threshold));
  await drawer.getByLabel('最多卖').fill(String(cap));
  for (const [index, pieces] of tiers.entries())
    await drawer.getByLabel(`第 ${index + 1} 档到多少件`).fill(String(pieces));
  await drawer.getByRole('button', { name: '开单', exact: true }).click();
  await page.getByText('已开单').waitFor();
}

export async function cutOff(operator: Person, goods: string) {
  const { page } = operator;
  await operator.open('/console/pools');
  await page.getByRole('row').filter({ hasText: goods }).click();
  await page.getByRole('button', { name: '截单' }).click();
  await page.getByRole('dialog', { name: '现在就截单？' }).getByRole('button', { name: '截单' }).click();
  await page.getByText('没有进行中的集单').waitFor();
}

/** The operator sends the signed link, the supplier answers it without signing in. */
export async function supplierConfirms(operator: Person, supplier: Person, pieces: number) {
  const { page } = operator;
  await operator.open('/console/purchase-orders');
  await page.getByRole('row').filter({ hasText: '待确认' }).getByRole('button').first().click();
  await page.getByRole('button', { name: '复制供应商链接' }).click();
  await page.getByText('链接已复制').waitFor();
  await supplier.page.goto(await page.evaluate<string>('navigator.clipboard.readText()'));
  const confirm = { name: `确认 ${pieces} 件` };
  await supplier.page.getByRole('button', confirm).click();
  await supplier.page.getByRole('dialog', { name: '按数供货' }).getByRole('button', confirm).click();
  await supplier.page.getByText('已回复').waitFor();
}

/** The truck comes short: who goes without is shown before it is saved, and refunded after. */
export async function receiveShort({ page }: Person, { came, short }: { came: number; short: number }) {
  await page.getByRole('button', { name: '收货', exact: true }).click();
  const drawer = page.getByRole('dialog', { name: '收货入中心仓' });
  await drawer.getByLabel('实收数量').fill(String(came));
  await drawer.getByText(new RegExp(`少\\s*${short} 件`)).waitFor();
  await drawer.getByRole('button', { name: '收货', exact: true }).click();
  await page.getByText(/已收货，1 单退 ¥23\.50/).waitFor();
}
