import { expect, test } from 'vitest';
import { deskScreen, phoneScreen, signInAtWork, type Product } from './start-product.ts';

const operatorPhone = '13800000001';
const header = '商品名,规格,单位,品类,建议价（元）,保质期（天）';
const good = '冬笋,500 g,份,蔬菜,16.80,7';

function csv(...rows: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  return { name: '新货.csv', mimeType: 'text/csv', buffer: Buffer.from([header, ...rows].join('\n')) };
}

export function operatorJourneys(given: () => Product): void {
  test('a file with a bad row changes nothing until it is mended', async () => {
    const product = given();
    const operator = await product.person(deskScreen);
    const { page } = operator;
    await signInAtWork(product, operator, operatorPhone, '/console/imports');
    const picker = page.locator('input[type=file]');
    await picker.setInputFiles(csv(good, '荸荠,500 g,份,蔬菜,八块,7'));
    const errors = page.getByRole('row').filter({ hasText: '第 3 行' });
    await errors.getByText('八块').waitFor();
    await errors.getByText('建议价').first().waitFor();
    await page.getByRole('button', { name: '先改好 1 行' }).waitFor();

    await page.getByRole('link', { name: '换个文件' }).click();
    await picker.setInputFiles(csv(good, '荸荠,500 g,份,蔬菜,8.00,7'));
    await page.getByRole('button', { name: '导入 2 行' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '导入', exact: true }).click();
    await page.getByRole('heading', { name: '导入好了，2 行' }).waitFor();
    await page.getByRole('link', { name: '去商品库' }).click();
    await page.getByRole('textbox', { name: '搜商品名' }).fill('荸荠');
    await page.getByRole('row').filter({ hasText: '荸荠' }).waitFor();
    expect(operator.troubles).toEqual([]);
  });

  test('a pool is opened once its quantities fit the pack', async () => {
    const product = given();
    const operator = await product.person(deskScreen);
    const { page } = operator;
    await signInAtWork(product, operator, operatorPhone, '/console/pools');
    await page.getByRole('button', { name: '新建集单' }).click();
    const drawer = page.getByRole('dialog', { name: '新建集单' });
    const offer = drawer.getByRole('combobox', { name: '供货报价' });
    await offer.fill('大闸蟹');
    await drawer.getByText('箱规 4').waitFor({ state: 'attached' });
    await offer.press('Enter');
    const moq = drawer.getByLabel('起订量');
    const fits = Number(await moq.inputValue());
    await moq.fill(String(fits + 1));
    await drawer.getByText(/要是箱规 \d+ 的倍数/).waitFor();
    expect(await moq.getAttribute('aria-invalid')).toBe('true');
    await drawer.getByRole('button', { name: '开单', exact: true }).click();
    await moq.fill(String(fits));
    const seller = drawer.getByLabel('由哪家店售');
    await drawer.getByRole('button', { name: '开单', exact: true }).click();
    await expect.poll(() => seller.getAttribute('aria-invalid')).toBe('true');
    await seller.selectOption({ label: '鲜捕水产' });
    await drawer.getByRole('button', { name: '开单', exact: true }).click();
    await page.getByText('已开单').waitFor();
    expect(operator.troubles).toEqual([]);
  });

  test('the supplier answers by link, a short truck is shared out', async () => {
    const product = given();
    const operator = await product.person(deskScreen, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const { page } = operator;
    await signInAtWork(product, operator, operatorPhone, '/console/purchase-orders?state=final');
    await page.getByRole('row').filter({ hasText: '五常大米' }).getByRole('button').click();
    await page.getByRole('button', { name: '复制供应商链接' }).click();
    await page.getByText('链接已复制').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');

    const supplier = await product.person(phoneScreen);
    await supplier.page.goto(link);
    await supplier.page.getByRole('button', { name: /^确认 \d+ 件$/ }).click();
    const sheet = supplier.page.getByRole('dialog', { name: '按数供货' });
    await sheet.getByRole('button', { name: /^确认 \d+ 件$/ }).click();
    await supplier.page.getByText('已回复').waitFor();
    expect(supplier.troubles).toEqual([]);

    // The operator's page moves by itself.
    await page.getByRole('heading', { name: /已确认/ }).waitFor();
    await page.getByRole('button', { name: '收货', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: '收货入中心仓' });
    const came = drawer.getByLabel('实收数量');
    const ordered = Number(await came.inputValue());
    await came.fill(String(ordered - 3));
    await drawer.getByText(/少\s*3 件/).waitFor();
    await drawer.getByRole('button', { name: '收货', exact: true }).click();
    await page.getByText(/已收货，\d+ 单退 ¥/).waitFor();
    expect(operator.troubles).toEqual([]);
  });
}
