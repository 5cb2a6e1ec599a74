import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import { decodeCursor, encodeCursor, instantPart, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { addSeconds } from '../../../kernel/clock.ts';
import { describeShops } from '../../membership/index.ts';
import { describePoolCards } from './pool-cards.ts';

type Board = Output<typeof supply.listPools>;
type Query = Input<typeof supply.listPools>;

/** "快截单": running pools that end within the hour. */
const closingSeconds = 3_600;

/** The pool board: what runs by cut-off, what has ended newest first. */
export async function listPools(db: Reader, query: Query): Promise<Board> {
  const keys = await findKeys(db, query);
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  const shops = await describeShops(db);
  return {
    rows: await describePoolCards(
      db,
      page.map((key) => key.poolId),
    ),
    nextCursor:
      keys.length > page.length && last ? encodeCursor([last.cutOffAt.toISOString(), last.poolId]) : null,
    counts: await countTabs(db),
    shops: [...shops.values()].map(({ shopId, shortName, kind }) => ({ shopId, shortName, kind })),
  };
}

async function findKeys(db: Reader, query: Query): Promise<{ poolId: string; cutOffAt: Date }[]> {
  const [at, after] = query.cursor ? decodeCursor(query.cursor, [instantPart, uuidPart]) : [null, null];
  const running = query.tab === 'running' || query.tab === 'closing';
  const before = query.tab === 'closing' ? addSeconds(db.now, closingSeconds) : null;
  const category = query.categoryCode ?? null;
  const states = {
    running: ['scheduled', 'open', 'formed'],
    closing: ['open', 'formed'],
    formed: ['formed', 'closed', 'received'],
    failed: ['failed'],
  }[query.tab];
  const { rows } = await sql<{ poolId: string; cutOffAt: Date }>`/* supply.list-pool-keys */
    select p.pool_id as "poolId", p.cut_off_at as "cutOffAt" from pool p
    join variant v on v.alliance_id = p.alliance_id and v.variant_id = p.variant_id
    join product g on g.alliance_id = v.alliance_id and g.product_id = v.product_id
    where p.alliance_id = ${db.allianceId} and p.state = any(${states}::text[])
      and (${before}::timestamptz is null or p.cut_off_at <= ${before}::timestamptz)
      and (${category}::text is null or g.category_code = ${category}::text)
      ${
        running
          ? sql`and (${at ?? null}::timestamptz is null
            or (p.cut_off_at, p.pool_id) > (${at ?? null}::timestamptz, ${after ?? null}::uuid))
            order by p.cut_off_at, p.pool_id`
          : sql`and (${at ?? null}::timestamptz is null
            or (p.cut_off_at, p.pool_id) < (${at ?? null}::timestamptz, ${after ?? null}::uuid))
            order by p.cut_off_at desc, p.pool_id desc`
      }
    limit ${query.limit + 1}`.execute(db);
  return rows;
}

async function countTabs(db: Reader): Promise<Board['counts']> {
  const soon = addSeconds(db.now, closingSeconds);
  const { rows } = await sql<Board['counts']>`/* supply.count-pool-tabs */
    select count(*) filter (where state in ('scheduled', 'open', 'formed'))::int as running,
      count(*) filter (where state in ('open', 'formed') and cut_off_at <= ${soon})::int as closing,
      count(*) filter (where state in ('formed', 'closed', 'received'))::int as formed,
      count(*) filter (where state = 'failed')::int as failed
    from pool where alliance_id = ${db.allianceId}`.execute(db);
  return rows[0] ?? { running: 0, closing: 0, formed: 0, failed: 0 };
}
