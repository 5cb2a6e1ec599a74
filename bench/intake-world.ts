import { openFunnel, type Funnel } from '../src/engines/db/funnel.ts';
import { newId } from '../src/engines/ids.ts';
import type { Actor } from '../src/kernel/actor.ts';
import { hashToken, newToken } from '../src/engines/token.ts';
import { databaseUrl, dropDatabase, openServer, withClient } from '../test/worlds/server.ts';
import { cloneTemplate, ensureTemplate } from '../test/worlds/template.ts';
import { foundBench, listItem } from './found.ts';

export interface BenchWorld {
  /** As for DATABASE_URL. */
  readonly url: string;
  readonly allianceId: string;
  readonly slug: string;
  readonly shopId: string;
  /** Operator of the alliance. */
  readonly owner: Actor;
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
const plenty = 100_000_000;

/** A database of its own with the funnels of an assembled server, dropped when closed. */
export async function openScratch() {
  const server = await openServer();
  const name = await cloneTemplate(server.url, await ensureTemplate(server.url));
  const url = databaseUrl(server.url, name);
  const clock = { now: () => new Date() };
  const open = (role: 'app' | 'system', maxConnections: number) =>
    openFunnel({ url, role, maxConnections, separateRoles: true, clock });
  const [app, intake, system] = [open('app', 12), open('app', 3), open('system', 2)];
  return {
    ...{ url, app, intake, system },
    async close() {
      await Promise.all([app.close(), intake.close(), system.close()]);
      await withClient(server.url, (client) => dropDatabase(client, name));
      await server.stop();
    },
  };
}

/** An alliance with one shop, so many items and so many signed-in buyers. */
export async function openBenchWorld(itemCount: number, crowdCount: number): Promise<BenchWorld> {
  const scratch = await openScratch();
  const { allianceId, slug, shops, owner } = await scratch.system.transact(
    { allianceId: '', actor: null },
    (tx) => foundBench(tx, ['压测店']),
  );
  const [shop] = shops;
  const goodsKeys = await scratch.app.transact({ allianceId, actor: owner }, async (tx) => {
    const keys: string[] = [];
    for (let at = 0; at < itemCount; at += 1) {
      const item = { name: `压测水果 ${at}`, priceFen };
      keys.push(...(await listItem(tx, item, [{ shop: shop!, quantity: plenty }])));
    }
    return keys;
  });
  const crowd = await inviteCrowd(scratch.url, allianceId, crowdCount);
  return { ...scratch, allianceId, slug, owner, shopId: shop!.shopId, goodsKeys, crowd };
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
    await client.query('analyze member, session');
  });
  return crowd;
}
