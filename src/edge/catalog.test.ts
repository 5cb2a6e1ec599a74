import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint, Output, WireInput } from '../../contract/endpoint.ts';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../test/worlds/alliance.ts';
import { addTwoCategories } from '../../test/worlds/goods.ts';
import { addLocation, receiveStock } from '../domains/stock/index.ts';
import { openDiskFiles } from '../engines/files/disk.ts';
import type { FeedEngine, FeedEvent } from '../engines/feed/port.ts';
import { openThreadedSheets } from '../engines/sheets/threaded.ts';
import { catalogSubscribers } from '../clockwork/subscribers/catalog.ts';
import type { Actor } from '../kernel/actor.ts';
import { catalogDoors } from './catalog.ts';
import { mountFiles } from './files.ts';
import type { FileAnswer } from './route.ts';

const { catalog } = contract;
const folder = mkdtempSync(join(tmpdir(), 'lianbo-edge-'));
const files = openDiskFiles(folder);
const sheets = openThreadedSheets();
const heard: (FeedEvent & { topic: string })[] = [];
/** A listener's end of the feed: what would travel, in order. */
const feed = {
  publish: ({ name }, { event }) =>
    void heard.push({ topic: name, ...(typeof event === 'function' ? { kind: 'late' } : event) }),
} as Partial<FeedEngine> as FeedEngine;
const doors = catalogDoors({ files, sheets, feed });

let world: World;
let home: FoundedAlliance;
beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali');
  await home.transact(home.operator, addTwoCategories);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Through the door as the binder opens it: input as it travels, answer checked against the contract. */
async function open<E extends Endpoint>(
  endpoint: E,
  input: WireInput<E>,
  file: Uint8Array | null = null,
  actor: Actor = home.operator,
): Promise<Output<E>> {
  const answer = await doors
    .find((one) => one.endpoint === endpoint)!
    .run({
      funnel: world.app,
      scope: { allianceId: home.allianceId, actor },
      input: endpoint.input.parse(input) as never,
      call: { idempotencyKey: null, file: file && { bytes: file, type: '' } } as never,
      operation: 'test',
      dryRun: false,
      afterAct: async () => {},
    });
  if (!endpoint.download) z.encode(endpoint.output, answer as never);
  return answer as Output<E>;
}

test('every endpoint of the contract has its door, once', () => {
  expect(new Set(doors.map((door) => door.endpoint))).toEqual(new Set(Object.values(catalog)));
  expect(doors).toHaveLength(Object.values(catalog).length);
});

test('a file goes in and comes out, with its progress on the feed while it runs', async () => {
  const file = Buffer.from('名称,品类,建议价\n耙耙柑,鲜果,12.5\n沙糖桔,鲜果,8\n');
  const { importId } = await open(catalog.startImport, { fileName: '鲜果.csv' }, file);
  heard.length = 0;
  await open(catalog.applyImport, { importId });
  expect(heard).toMatchObject([
    { topic: `import:${importId}`, kind: 'progress', done: 0, total: 2, state: 'applying' },
    { done: 2, total: 2, state: 'applying' },
  ]);
  const [subscriber] = catalogSubscribers(feed);
  const fact = { payload: { importId } } as never;
  const afterCommit = await home.transact(null, (tx) => subscriber!.handle(tx, fact));
  afterCommit?.();
  expect(heard.at(-1)).toMatchObject({ done: 2, total: 2, state: 'applied' });
  for (const format of ['csv', 'xlsx'] as const) {
    const exported = (await open(catalog.exportItems, { format })) as unknown as FileAnswer;
    const again = await open(
      catalog.startImport,
      { fileName: exported.fileName },
      exported.bytes as Uint8Array,
    );
    expect(again).toMatchObject({ sameCount: 2, errorCount: 0, rowCount: 2 });
  }
});

test('a listing shows what may still be promised', async () => {
  const { variantId } = await open(catalog.addItem, { name: '丹东草莓', categoryCode: 'fruit' });
  const { shopId } = home.shops[0]!;
  const listing = { shopId, variantId, priceFen: '2980' };
  expect(await open(catalog.putListing, listing, null, home.owners[0]!)).toMatchObject({ available: 0 });
  await home.transact(home.operator, async (tx) => {
    const place = { name: '店', lng: 120, lat: 30, hasColdStore: false };
    const locationId = await addLocation(tx, { kind: 'shop', shopId, ...place });
    const lot = { batch: '', expiresOn: null, source: 'test' };
    await receiveStock(tx, { locationId, variantId, quantity: 7, ...lot });
  });
  expect(await open(catalog.putListing, { ...listing, exposureLimit: 5 })).toMatchObject({ available: 5 });
  const page = await open(catalog.listListings, { shopId, q: 'ddcm' });
  expect(page.rows).toMatchObject([{ available: 5, priceFen: 2980n, exposureLimit: 5 }]);
  expect(await open(catalog.removeListing, { shopId, variantId })).toEqual({ done: true });
});

test('an uploaded picture is served for ever; nothing else of the store is', async () => {
  const { variantId } = await open(catalog.addItem, { name: '有图', categoryCode: 'fruit' });
  const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#3a3' } })
    .png()
    .toBuffer();
  const { pictureUrl } = await open(catalog.setItemPicture, { variantId }, png);
  await files.put('private/claims/x.webp', png);
  const app = Fastify();
  app.setErrorHandler((error: { code?: string }, _request, reply) => reply.code(404).send(error.code));
  mountFiles(app, files);
  const served = await app.inject(pictureUrl!);
  expect(served.statusCode).toBe(200);
  expect(served.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect((await sharp(served.rawPayload).metadata()).width).toBe(640);
  const closed = [
    '/files/private/claims/x.webp',
    '/files/public/../private/claims/x.webp',
    '/files/public/%2e%2e/private/claims/x.webp',
    '/files/public%2f..%2fprivate%2fclaims%2fx.webp',
    '/files/public/items/none.webp',
    '/files/public/items',
  ];
  const answers = await Promise.all(closed.map((path) => app.inject(path)));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(closed.map(() => 404));
  await app.close();
});
