import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { deskScreen, signInAtWork, type Product } from './start-product.ts';

export function settlementJourneys(given: () => Product): void {
  test('a closed period gives a shop its statement, on screen and as a workbook', async () => {
    const product = given();
    const operator = await product.person(deskScreen);
    await signInAtWork(product, operator, '13800000001', '/console/statements');
    const { page } = operator;
    await page.getByRole('button', { name: '关账期' }).click();
    const drawer = page.getByRole('dialog', { name: '关账期' });
    // What is proposed is the last third of a month; the demo traded yesterday.
    const yesterday = new Date(Date.now() - 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);
    for (const label of ['从', '到']) {
      await drawer.getByLabel(label, { exact: true }).fill(yesterday);
      await drawer.getByLabel(label, { exact: true }).press('Enter');
    }
    await drawer.getByRole('button', { name: '先算一遍' }).click();
    await drawer.getByText(/会生成/).waitFor();
    await drawer.getByRole('button', { name: '关账并生成' }).click();
    await page.getByText(/生成了 \d+ 张/).waitFor();

    const owner = await product.person(deskScreen, { acceptDownloads: true });
    await signInAtWork(product, owner, '13800000101', '/console/statements');
    const shop = owner.page;
    await shop.getByRole('row').filter({ hasText: '阿珍鲜果' }).getByRole('button').click();
    const due = await shop.locator('.statement-due .lb-num').innerText();
    await shop.getByRole('button', { name: '打印 / 导出' }).click();
    const download = shop.waitForEvent('download');
    await shop.getByRole('menuitem', { name: /导出 XLSX/ }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/阿珍鲜果\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await readFile(await file.path())).buffer as ArrayBuffer);
    const cells = book.worksheets
      .flatMap((sheet) => sheet.getSheetValues().flat())
      .map((cell) => Number((cell as { result?: unknown } | null)?.result ?? cell).toFixed(2));
    expect(cells).toContain(due.replace(/[^\d.-]/g, ''));
    await shop.getByRole('button', { name: '确认无误' }).click();
    await shop.getByRole('dialog').getByRole('button', { name: '确认无误' }).click();
    await shop.getByText('已确认').first().waitFor();
    expect([...operator.troubles, ...owner.troubles]).toEqual([]);
  });
}
