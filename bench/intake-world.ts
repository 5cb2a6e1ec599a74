import { addCategory, addItem, putListing } from '../src/domains/catalog/index.ts';
import { addShop, allianceScope, ensureMember, foundAlliance } from '../src/domains/membership/index.ts';
import { goodsKeyOf } from '../src/domains/ordering/index.ts';
import { adoptRuleBook, defaultRules } from '../src/domains/rulebook/index.ts';
import { addLocation, receiveStock } from '../src/domains/stock/index.ts';
import { openFunnel, type Funnel } from '../src/engines/db/funnel.ts';
import type { Tx } from '../src/engines/db/tx.ts';
import { newId } from '../src/engines/ids.ts';
import { hashToken, newToken } from '../src/engines/token.ts';
import { databaseUrl, dropDatabase, openServer, withClient } from '../test/worlds/server.ts';
import { cloneTemplate, ensureTemplate } from '../test/worlds/template.ts';

export interface BenchWorld {
  /** As for DATABASE_URL. */
  readonly url: string;
  readonly allianceId: string;
  readonly slug: string;
  readonly shopId: string;
  /** Goods keys of items with plenty of stock, priced at ¥15. */
  readonly goodsKeys: readonly string[];
  /** Members with an open session each. */
  readonly crowd: readonly { readonly memberId: string; readonly token: string }[];
  /** As the assembled server opens them. */
  readonly app: Funnel;
  readonly intake: Funnel;
  readonly system: Funnel;
  close(): Promise<void>;
}

export const priceFen = 1_500n;
const slug = 'bench';
const plenty = 100_000_000;

/** An alliance with one shop, so many items and so many signed-in buyers, on a database of its own. */
export async function openBenchWorld(itemCount: number, crowdCount: number): Promise<BenchWorld> {
  const server = await openServer();
  const name = await cloneTemplate(server.url, await ensureTemplate(server.url));
  const url = databaseUrl(server.url, name);
  const clock = { now: () => new Date() };
  const open = (role: 'app' | 'system', maxConnections: number) =>
    openFunnel({ url, role, maxConnections, separateRoles: true, clock });
  const [app, intake, system] = [open('app', 12), open('app', 3), open('system', 2)];
  const { allianceId, shopId, ownerId } = await system.transact({ allianceId: '', actor: null }, found);
  const owner = {
    memberId: ownerId,
    roles: new Set(['operator'] as const),
    shopIds: new Set([shopId]),
    duties: new Set<string>(),
  };
  const goodsKeys = await app.transact({ allianceId, actor: owner }, (tx) =>
    stockShop(tx, shopId, itemCount),
  );
  const crowd = await inviteCrowd(url, allianceId, crowdCount);
  return {
    ...{ url, allianceId, slug, shopId, goodsKeys, crowd, app, intake, system },
    async close() {
      await Promise.all([app.close(), intake.close(), system.close()]);
      await withClient(server.url, (client) => dropDatabase(client, name));
      await server.stop();
    },
  };
}

async function found(tx: Tx): Promise<{ allianceId: string; shopId: string; ownerId: string }> {
  const place = { lng: 120.21, lat: 30.25 };
  const person = { operatorName: '何运营', operatorPhone: '13800000001' };
  const allianceId = await foundAlliance(tx, { slug, name: '压测联盟', city: '杭州', ...place, ...person });
  const scoped = allianceScope(tx, allianceId);
  await adoptRuleBook(scoped, { rules: { ...defaultRules(), perPersonLimit: plenty }, note: '压测' });
  const { shopId } = await addShop(scoped, {
    ...{ name: '压测店', shortName: '压测', kind: 'grocery', address: '桂花里', phone: '057188880000' },
    ...{ ...place, openingHours: '', isPickupPoint: true, licenceUntil: null },
    ...{ ownerName: '店主', ownerPhone: '13800000002' },
  });
  return { allianceId, shopId, ownerId: await ensureMember(scoped, { phone: '13800000002', name: null }) };
}

async function stockShop(tx: Tx, shopId: string, itemCount: number): Promise<string[]> {
  await addCategory(tx, { code: 'fruit', name: '水果', ground: 'fruit' });
  const shelf = { name: '压测店', lng: 120.21, lat: 30.25, hasColdStore: false };
  const locationId = await addLocation(tx, { kind: 'shop', shopId, ...shelf });
  const keys: string[] = [];
  for (let at = 0; at < itemCount; at += 1) {
    const { variantId } = await addItem(tx, { ...plainItem, name: `压测水果 ${at}` });
    const limits = { exposureLimit: null, perPersonLimit: null, status: 'on' } as const;
    await putListing(tx, { shopId, variantId, priceFen, ...limits });
    const receipt = { batch: '', expiresOn: null, source: 'bench' };
    await receiveStock(tx, { locationId, variantId, quantity: plenty, ...receipt });
    keys.push(goodsKeyOf({ kind: 'listing', shopId, variantId }));
  }
  return keys;
}

/** In two statements: one at a time would take longer than the measurement. */
async function inviteCrowd(url: string, allianceId: string, count: number): Promise<BenchWorld['crowd']> {
  const crowd = Array.from({ length: count }, () => ({ memberId: newId(), token: newToken() }));
  await withClient(url, async (client) => {
    const memberIds = crowd.map(({ memberId }) => memberId);
    await client.query(
      `insert into member (alliance_id, member_id, phone, name, nickname, joined_at)
       select $1, id, '139' || lpad(at::text, 8, '0'), '街坊', '街坊', now()
       from unnest($2::uuid[]) with ordinality as t (id, at)`,
      [allianceId, memberIds],
    );
    await client.query(
      `insert into session (alliance_id, token_hash, member_id, created_at, seen_at, expires_at)
       select $1, hash, id, now(), now(), now() + interval '30 days' from unnest($2::uuid[], $3::bytea[]) as t (id, hash)`,
      [allianceId, memberIds, crowd.map(({ token }) => hashToken(token))],
    );
    await client.query('analyze');
  });
  return crowd;
}

const plainItem = {
  ...{ spec: '一份', unitLabel: '份', gtin: null, categoryCode: 'fruit', brand: '', origin: '' },
  ...{ temperatureZone: 'ambient', shelfLifeDays: null, soldBy: 'piece', nominalGram: null },
  ...{ returnPolicy: 'seven-days', licenceNeeded: '', isRegulated: false, suggestedPriceFen: null },
  ...{ description: '', pictureKey: '' },
} satisfies Omit<Parameters<typeof addItem>[1], 'name'>;
