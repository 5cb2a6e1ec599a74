import { expect, test } from 'vitest';
import { inspect } from './inspect.ts';
import { deskScreen, phoneScreen, signInAtWork, signInShopper, type Product } from './start-product.ts';

const consolePages = [
  '',
  'goods',
  'categories',
  'imports',
  'listings',
  'stock',
  'count',
  'movements',
  'pools',
  'purchase-orders',
  'offers',
  'suppliers',
  'orders',
  'orders/claims',
  'rota',
  'hosts',
  'replays',
  'media-check',
  'forecast',
  'benchmark',
  'statements',
  'journal',
  'trial-balance',
].map((name) => `/console/${name}`);

/** The path of the first link of a kind on a page. */
async function firstLink(
  person: Awaited<ReturnType<Product['person']>>,
  path: string,
  selector: string,
): Promise<string> {
  await person.open(path);
  const href = await person.page.locator(selector).first().getAttribute('href');
  if (href === null) throw new Error(`no ${selector} on ${path}`);
  return href;
}

export function pagesJourneys(given: () => Product): void {
  test('the pages of a neighbour are sound on a phone', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    const found = [...(await inspect(person, '/')), ...(await inspect(person, '/live'))];
    await signInShopper(product, person, '13712340001', '/');
    const order = await firstLink(person, '/orders', 'a[href^="/orders/"]');
    const room = await firstLink(person, '/live', 'a[href^="/live/"]');
    const goods = await firstLink(person, '/search?q=li', 'a[href^="/goods/"]');
    const paths = ['/', room, '/search', '/shops', goods, '/cart', '/orders', order, '/me', '/me/addresses'];
    for (const path of paths) found.push(...(await inspect(person, path)));
    expect(found).toEqual([]);
  });

  test('the pages of a host are sound on a phone', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    const found = await inspect(person, '/studio/');
    await signInAtWork(product, person, '13800000104', '/studio/');
    const session = await firstLink(person, '/studio/', 'a[href*="/sessions/"]');
    for (const path of ['/studio/', session]) found.push(...(await inspect(person, path)));
    expect(found).toEqual([]);
  });

  test('the pages of a courier are sound on a phone', async () => {
    const product = given();
    const person = await product.person(phoneScreen);
    await signInAtWork(product, person, '13800000201', '/console/courier');
    const route = await firstLink(person, '/console/courier', 'a[href*="/courier/"]');
    const found: string[] = [];
    for (const path of ['/console/courier', route]) found.push(...(await inspect(person, path)));
    expect(found).toEqual([]);
  });

  test.for([
    ['desk', deskScreen],
    ['phone', phoneScreen],
  ] as const)("the console's pages are sound on a %s", async ([, screen]) => {
    const product = given();
    const person = await product.person(screen);
    const found = await inspect(person, '/console/');
    await signInAtWork(product, person, '13800000001', '/console/');
    for (const path of consolePages) found.push(...(await inspect(person, path)));
    expect(found).toEqual([]);
  });
}
