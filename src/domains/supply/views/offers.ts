import { sql } from 'kysely';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { supply } from '../../../../contract/supply.ts';
import { decodeCursor, encodeCursor, uuidPart } from '../../../engines/cursor.ts';
import type { Reader } from '../../../engines/db/tx.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { describeItems } from '../../catalog/index.ts';
import { tiersFromJson, type TierJson } from '../store/tiers-json.ts';

export type Offer = Output<typeof supply.addOffer>;
type Query = Input<typeof supply.listOffers>;
type Row = Omit<Offer, 'item' | 'tiers'> & { readonly variantId: string; readonly tiers: TierJson[] };

interface Filter {
  readonly offerId: string | null;
  readonly supplierId: string | null;
  /** For `like`. */
  readonly pattern: string | null;
  readonly before: string | null;
  readonly limit: number;
}

async function findOffers(db: Reader, filter: Filter): Promise<Offer[]> {
  const { offerId, supplierId, pattern, before, limit } = filter;
  const { rows } = await sql<Row>`/* supply.list-offers */
    select o.offer_id as "offerId", o.supplier_id as "supplierId", s.name as "supplierName",
      o.variant_id as "variantId", o.base_cost_fen as "baseCostFen", o.pack_size as "packSize", o.moq,
      o.cap_per_round as "capPerRound", o.tiers, o.status,
      exists (select 1 from pool p where p.alliance_id = o.alliance_id and p.offer_id = o.offer_id
        and p.state in ('scheduled', 'open', 'formed')) as "hasOpenPool"
    from supplier_offer o
    join supplier s on s.alliance_id = o.alliance_id and s.supplier_id = o.supplier_id
    join variant v on v.alliance_id = o.alliance_id and v.variant_id = o.variant_id
    where o.alliance_id = ${db.allianceId}
      and (${offerId}::uuid is null or o.offer_id = ${offerId}::uuid)
      and (${supplierId}::uuid is null or o.supplier_id = ${supplierId}::uuid)
      and (${pattern}::text is null or v.search_text like ${pattern}::text or lower(s.name) like ${pattern}::text)
      and (${before}::uuid is null or o.offer_id < ${before}::uuid)
    order by o.offer_id desc limit ${limit}`.execute(db);
  const items = await describeItems(
    db,
    rows.map((row) => row.variantId),
  );
  return rows.map(({ variantId, tiers, ...row }) => {
    const item = items.get(variantId);
    if (!item) throw new Error(`Offer ${row.offerId} lost its item`);
    return { ...row, item, tiers: tiersFromJson(tiers) };
  });
}

/** Newest first. */
export async function listOffers(db: Reader, query: Query): Promise<Output<typeof supply.listOffers>> {
  const [before] = query.cursor ? decodeCursor(query.cursor, [uuidPart]) : [null];
  const pattern = query.q ? `%${query.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null;
  const found = await findOffers(db, {
    offerId: null,
    supplierId: query.supplierId ?? null,
    pattern,
    before: before ?? null,
    limit: query.limit + 1,
  });
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return { rows, nextCursor: found.length > rows.length && last ? encodeCursor([last.offerId]) : null };
}

export async function describeOffer(db: Reader, offerId: string): Promise<Offer> {
  const [offer] = await findOffers(db, { offerId, supplierId: null, pattern: null, before: null, limit: 1 });
  if (!offer) throw new Refusal('not-found', {}, 'offerId');
  return offer;
}
