import { expect, test } from 'vitest';
import { findOrder } from './find-order.ts';
import { inspect } from './inspect.ts';
import { phoneScreen, signInShopper, type Person, type Product } from './start-product.ts';

async function enterLiveRoom({ page, open }: Person): Promise<string> {
  await open('/live');
  await page.getByRole('listitem').filter({ hasText: '直播中' }).getByRole('link').first().click();
  await page.getByRole('button', { name: '离开直播间' }).waitFor();
  return new URL(page.url()).pathname;
}

/** Paid pieces as the bar says them. */
async function piecesInBar({ page }: Person): Promise<number> {
  return Number(await page.getByRole('progressbar').first().getAttribute('aria-valuenow'));
}

async function payAtCashier({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '支付', exact: true }).click();
  await page.getByRole('heading', { name: '付好了' }).waitFor();
}

/** Ticks what must be read, where something must. */
async function agree({ page }: Person): Promise<void> {
  const box = page.getByRole('checkbox', { name: '我知道了，同意' });
  if ((await box.count()) > 0) await box.check();
}

async function addFirst({ page, open }: Person, search: string): Promise<void> {
  await open(`/search?${search}`);
  await page
    .getByRole('button', { name: /放进购物车/ })
    .first()
    .click();
  await page.getByText('放进购物车了').waitFor();
}

/** A phone number nobody of the demo has. */
let lastNewcomer = 13_712_350_000;
async function newcomer(product: Product, path: string): Promise<Person> {
  const person = await product.person(phoneScreen);
  lastNewcomer += 1;
  await signInShopper(product, person, String(lastNewcomer), path);
  return person;
}

function roomJourneys(given: () => Product): void {
  test('a guest signs in when it counts, is back in the room, pays, and the bar has moved', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    const { page } = person;
    const room = await enterLiveRoom(person);
    const before = await piecesInBar(person);
    await page.getByRole('button', { name: /^来一/ }).click();
    const since = new Date();
    await page.getByLabel('手机号').fill('13712360001');
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByText('验证码已发出').waitFor();
    await page.getByRole('textbox', { name: /验证码/ }).fill(await product.readCode('13712360001', since));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.waitForURL((url) => url.pathname === room);

    await page.getByRole('button', { name: /^来一/ }).click();
    const sheet = page.getByRole('dialog', { name: '下单' });
    await sheet.getByRole('button', { name: '多一件' }).click();
    const consent = sheet.getByRole('checkbox', { name: '我知道了，同意' });
    expect(await consent.isChecked()).toBe(false);
    expect(await sheet.getByRole('button', { name: '先看清并勾选' }).isDisabled()).toBe(true);
    await consent.check();
    await sheet.getByRole('button', { name: '付款' }).click();
    await payAtCashier(person);
    await page.getByRole('link', { name: '回直播间' }).click();
    await page.getByRole('button', { name: '离开直播间' }).waitFor();
    await expect.poll(() => piecesInBar(person)).toBeGreaterThanOrEqual(before + 2);
    expect(person.troubles).toEqual([]);
  });

  test('a shared card leads another neighbour into the same room', async () => {
    const product = given();
    const person = await newcomer(product, '/live');
    const room = await enterLiveRoom(person);
    await person.page.getByRole('button', { name: '分享' }).click();
    await person.page.getByRole('img', { name: /^分享卡片/ }).waitFor();
    const link = new URL(await person.page.getByText(/\/s\/\w+/).innerText());
    const friend = await product.person(phoneScreen);
    await friend.open(link.pathname + link.search);
    await friend.page.waitForURL((url) => url.pathname === room);
    const kept = await friend.page.evaluate<string>('JSON.stringify(localStorage)');
    expect(kept).toContain(link.pathname.split('/').at(-1));
    expect([...person.troubles, ...friend.troubles]).toEqual([]);
  });

  test('a reminder is set with one press and taken back with another', async () => {
    const { page } = await newcomer(given(), '/live');
    const reserve = page.getByRole('button', { name: /预约/ }).first();
    await expect.poll(() => reserve.getAttribute('aria-pressed')).toBe('false');
    await reserve.click();
    await expect.poll(() => reserve.getAttribute('aria-pressed')).toBe('true');
    await reserve.click();
    await expect.poll(() => reserve.getAttribute('aria-pressed')).toBe('false');
  });

  test('keys alone reach the room, its line-up, and the way out', async () => {
    const person = await given().person(phoneScreen);
    const { page } = person;
    await person.open('/live');
    const card = page.getByRole('listitem').filter({ hasText: '直播中' }).getByRole('link').first();
    await card.waitFor();
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if (await card.evaluate((link) => link.matches(':focus'))) break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^选品/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /^本场商品/ }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^选品/ }).evaluate((it) => it.matches(':focus'))).toBe(
      true,
    );
    await page.getByRole('button', { name: '离开直播间' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/live');
  });
}

function cartJourneys(given: () => Product): void {
  test('eggs are found by initials, and a line taken back is refunded', async () => {
    const person = await newcomer(given(), '/search?q=jd&only=stock');
    const { page } = person;
    await page.getByRole('heading', { name: '散养谷物鲜鸡蛋' }).first().waitFor();
    await addFirst(person, 'q=jd&only=stock');
    await addFirst(person, 'category=bakery&only=stock');
    await person.open('/cart');
    await page.getByRole('button', { name: '去付款' }).click();
    await page.getByRole('heading', { name: '确认订单' }).waitFor();
    await agree(person);
    await page.getByRole('button', { name: '付款' }).click();
    await payAtCashier(person);
    await page.getByRole('link', { name: '看订单' }).click();
    await page.getByRole('button', { name: '取消这件' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '取消', exact: true }).click();
    await page.getByText('已取消', { exact: true }).first().waitFor();
    await page.getByRole('heading', { name: '退款' }).waitFor();
    expect(person.troubles).toEqual([]);
  });

  test('what was taken out of the cart comes back by undo', async () => {
    const person = await newcomer(given(), '/search');
    const { page } = person;
    await addFirst(person, 'only=stock');
    await person.open('/cart');
    await page.getByRole('button', { name: /^移出/ }).click();
    await page.getByText('车里还是空的').waitFor();
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('1 家门店、1 件商品').waitFor();
    expect(person.troubles).toEqual([]);
  });

  test('goods come home: a first address, a slot, the fee', async () => {
    const person = await newcomer(given(), '/search');
    const { page } = person;
    await addFirst(person, 'only=stock');
    await person.open('/checkout');
    await page.getByText('送到家').click();
    await page.getByRole('button', { name: '填收货地址' }).click();
    const sheet = page.getByRole('dialog', { name: '新地址' });
    await sheet.getByRole('textbox', { name: '收货人' }).fill('陈女士');
    await sheet.getByRole('textbox', { name: '楼号' }).fill('6 栋 1 单元');
    await sheet.getByRole('textbox', { name: '房号' }).fill('1201');
    await sheet.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '6 栋 1 单元 1201' }).first().waitFor();
    expect(await page.getByRole('button', { name: '先选时段' }).isDisabled()).toBe(true);
    await page.getByLabel('什么时候送').selectOption({ index: 1 });
    await agree(person);
    await page.getByRole('button', { name: '付款' }).click();
    await payAtCashier(person);
    expect(person.troubles).toEqual([]);
  });
}

function orderJourneys(given: () => Product): void {
  test('the way of a parcel is drawn, and the code of one that waits is told in digits', async () => {
    const product = given();
    const moving = await findOrder(product, 'on-the-way');
    const person = await product.person(phoneScreen);
    await signInShopper(product, person, moving.phone, `/orders/${moving.orderGroupId}`);
    await person.page.getByRole('figure', { name: '配送员和路线' }).waitFor();

    const waiting = await findOrder(product, 'at-pickup');
    const other = await product.person(phoneScreen);
    await signInShopper(product, other, waiting.phone, `/orders/${waiting.orderGroupId}`);
    const picture = other.page.getByRole('img', { name: /^取货码 \d{4,8}$/ }).first();
    const label = (await picture.getAttribute('aria-label')) ?? '';
    await other.page.getByText(label.replace('取货码 ', ''), { exact: true }).first().waitFor();
    expect([...person.troubles, ...other.troubles]).toEqual([]);
  });

  test('an order and its code can be read without a network', async () => {
    const product = given();
    const waiting = await findOrder(product, 'at-pickup');
    const person = await product.person(phoneScreen);
    const { page } = person;
    const path = `/orders/${waiting.orderGroupId}`;
    await signInShopper(product, person, waiting.phone, path);
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    // The worker sees what is read from its second page on.
    await person.open(path);
    const code = page.getByRole('img', { name: /^取货码/ }).first();
    const label = await code.getAttribute('aria-label');
    await page.context().setOffline(true);
    await person.open(path);
    await page.getByText('现在没有网络').waitFor();
    expect(await code.getAttribute('aria-label')).toBe(label);
  });

  test('bad fruit is claimed with a photo', async () => {
    const product = given();
    const fetched = await findOrder(product, 'done');
    const person = await product.person(phoneScreen);
    const { page } = person;
    await signInShopper(product, person, fetched.phone, `/orders/${fetched.orderGroupId}`);
    await page
      .getByRole('link', { name: /拍照申请/ })
      .first()
      .click();
    expect(await page.getByRole('button', { name: '先拍照片' }).isDisabled()).toBe(true);
    const buffer = await page.screenshot({ type: 'png' });
    const photo = { name: 'bad.png', mimeType: 'image/png', buffer };
    await page.getByLabel('拍照或选照片').setInputFiles(photo);
    await page.getByRole('img', { name: '要上传的照片' }).waitFor();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('收到了，尽快处理').waitFor();
    await page.getByText('处理中').first().waitFor();
    expect(person.troubles).toEqual([]);
  });
}

function elderJourneys(given: () => Product): void {
  test('elder mode is one press away, sound on every page, and one press back', async () => {
    const product = given();
    const waiting = await findOrder(product, 'at-pickup');
    const person = await product.person(phoneScreen);
    const { page } = person;
    await signInShopper(product, person, waiting.phone, '/');
    await page.getByRole('button', { name: '长辈版' }).click();
    await page
      .getByRole('link', { name: /取货码/ })
      .first()
      .waitFor();
    const found: string[] = [];
    for (const path of ['/', '/live', '/search', '/cart', `/orders/${waiting.orderGroupId}`, '/me'])
      found.push(...(await inspect(person, path)));
    expect(found).toEqual([]);
    await page.getByRole('switch', { name: '长辈版（大字）' }).click();
    await page.getByRole('link', { name: '首页' }).click();
    await page.getByRole('heading', { name: '邻里集单' }).waitFor();
  });
}

/** What a neighbour does besides the straight way: guests, sharing, undo, delivery, claims, elder mode, keys. */
export function neighbourJourneys(given: () => Product): void {
  roomJourneys(given);
  cartJourneys(given);
  orderJourneys(given);
  elderJourneys(given);
}
