import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { describeShops } from '../../membership/index.ts';
import { stateAt } from '../rules/pool-state.ts';
import { findPools } from '../store/pools.ts';
import type { PoolRow } from '../tables.ts';
import { progressOf } from './progress.ts';

export type PoolCard = Output<typeof supply.openPool>;
type ByShop = PoolCard['byShop'];

/** Board rows of the pools, in the order of the ids. A fixed number of statements. */
export async function describePoolCards(db: Reader, poolIds: readonly string[]): Promise<PoolCard[]> {
  if (poolIds.length === 0) return [];
  const pools = new Map((await findPools(db, poolIds)).map((pool) => [pool.poolId, pool]));
  const rows = poolIds.flatMap((poolId) => pools.get(poolId) ?? []);
  const items = await describeItems(db, [...new Set(rows.map((pool) => pool.variantId))]);
  const shops = await describeShops(
    db,
    rows.flatMap((pool) => pool.sellerShopId ?? []),
  );
  const extras = await findExtras(db, poolIds);
  return rows.map((pool) => {
    const item = items.get(pool.variantId);
    const extra = extras.get(pool.poolId);
    if (!item || !extra) throw new Error(`Pool ${pool.poolId} lost its item or supplier`);
    const seller = pool.sellerShopId === null ? undefined : shops.get(pool.sellerShopId);
    return { ...cardOf(pool, db.now), item, sellerShopName: seller?.name ?? null, ...extra };
  });
}

export async function describePoolCard(db: Reader, poolId: string): Promise<PoolCard> {
  const [card] = await describePoolCards(db, [poolId]);
  if (!card) throw new Refusal('not-found', {}, 'poolId');
  return card;
}

function cardOf(pool: PoolRow, now: Date) {
  const { poolId, round, mode, sellerShopId, packSize, moq, threshold, cap, opensAt, cutOffAt } = pool;
  return {
    ...{ poolId, round, mode, sellerShopId, packSize, moq, threshold, cap, opensAt, cutOffAt },
    state: stateAt(pool, now),
    progress: progressOf(pool, now),
    tiers: [...pool.tiers],
    belowPolicy: pool.belowPolicy,
    remainderPolicy: pool.remainderPolicy,
    prolonged: pool.prolonged,
  };
}

interface Extra {
  readonly supplierName: string;
  readonly purchaseOrder: PoolCard['purchaseOrder'];
  readonly byShop: ByShop;
}

async function findExtras(db: Reader, poolIds: readonly string[]): Promise<Map<string, Extra>> {
  const { rows } = await sql<Extra & { poolId: string }>`/* supply.find-pool-extras */
    select p.pool_id as "poolId", s.name as "supplierName",
      (select jsonb_build_object('purchaseOrderId', o.purchase_order_id, 'number', o.number, 'state', o.state)
        from purchase_order o where o.alliance_id = p.alliance_id and o.pool_id = p.pool_id) as "purchaseOrder",
      coalesce((
        select jsonb_agg(jsonb_build_object('shopId', c.shop_id, 'paid', c.paid, 'held', c.held) order by c.shop_id)
        from (
          select shop_id, coalesce(sum(quantity) filter (where state in ('paid', 'refunded')), 0) as paid,
            coalesce(sum(quantity) filter (where state = 'held'), 0) as held
          from pool_commitment
          where alliance_id = p.alliance_id and pool_id = p.pool_id and state in ('held', 'paid', 'refunded')
          group by shop_id
        ) c
      ), '[]') as "byShop"
    from pool p join supplier s on s.alliance_id = p.alliance_id and s.supplier_id = p.supplier_id
    where p.alliance_id = ${db.allianceId} and p.pool_id = any(${poolIds}::uuid[])`.execute(db);
  return new Map(rows.map(({ poolId, ...extra }) => [poolId, extra]));
}

/** Paid and held pieces per shop of one pool, for the feed. */
export async function poolByShop(db: Reader, poolId: string): Promise<ByShop> {
  return (await findExtras(db, [poolId])).get(poolId)?.byShop ?? [];
}
