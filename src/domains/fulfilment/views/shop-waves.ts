import { sql } from 'kysely';
import type { Output } from '../../../../contract/endpoint.ts';
import type { fulfilment } from '../../../../contract/fulfilment.ts';
import { decodeCursor, encodeCursor, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { locationOfShop } from '../../stock/index.ts';

type ShopWaves = Output<typeof fulfilment.listShopWaves>;

/**
 * Confirmed waves that ask something of a shop, newest first: lines to take from its shelves, or bags from elsewhere that
 * neighbours fetch at its counter. Drafts may still change and are left out.
 */
export async function listShopWaves(
  db: Reader,
  query: { readonly shopId: string; readonly cursor?: string | undefined; readonly limit: number },
): Promise<ShopWaves> {
  const { shopId, limit } = query;
  const [before] = query.cursor ? decodeCursor(query.cursor, [uuidPart]) : [null];
  const locationId = (await locationOfShop(db, [shopId])).get(shopId) ?? null;
  const { rows: found } = await sql<ShopWaves['rows'][number]>`/* fulfilment.list-shop-waves */
    select w.wave_id as "waveId", w.number, w.state, w.departs_at as "departsAt", own.lines as "lineCount",
      own.picked as "pickedCount", counter.bags as "bagCount", counter.arrived as "arrivedCount"
    from wave w
    cross join lateral (
      select count(*)::int as lines, count(a.picked_at)::int as picked from allocation a
      where a.alliance_id = w.alliance_id and a.wave_id = w.wave_id and a.location_id = ${locationId}::uuid) own
    cross join lateral (
      select count(*)::int as bags, (count(*) filter (where s.state in ('at-pickup', 'done')))::int as arrived
      from shipment s
      where s.alliance_id = w.alliance_id and s.wave_id = w.wave_id and s.pickup_shop_id = ${shopId}
        and s.location_id is distinct from ${locationId}::uuid) counter
    where w.alliance_id = ${db.allianceId} and w.state <> 'draft' and (own.lines > 0 or counter.bags > 0)
      and (${before ?? null}::uuid is null or w.wave_id < ${before ?? null}::uuid)
    order by w.wave_id desc limit ${limit + 1}`.execute(db);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return { rows, nextCursor: found.length > rows.length && last ? encodeCursor([last.waveId]) : null };
}
