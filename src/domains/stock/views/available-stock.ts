import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';
import type { Counter, CounterKey } from '../rules/stock-law.ts';

export type StockLevel = CounterKey & Counter & { readonly available: number };

/** Counters of these variants, of these places, or of both; rows that were never touched are absent. */
export async function availableStock(
  db: Reader,
  filter: { readonly variantIds?: readonly string[]; readonly locationIds?: readonly string[] },
): Promise<StockLevel[]> {
  const variantIds = filter.variantIds ? [...filter.variantIds] : null;
  const locationIds = filter.locationIds ? [...filter.locationIds] : null;
  const { rows } = await sql<StockLevel>`/* stock.available-stock */
    select location_id as "locationId", variant_id as "variantId", on_hand as "onHand", held, allocated,
      on_hand - held - allocated as available
    from stock_counter
    where alliance_id = ${db.allianceId} and (${variantIds}::uuid[] is null or variant_id = any(${variantIds}::uuid[]))
      and (${locationIds}::uuid[] is null or location_id = any(${locationIds}::uuid[]))
    order by location_id, variant_id`.execute(db);
  return rows;
}

export interface CounterDifference extends CounterKey {
  readonly counter: Counter;
  readonly movements: Counter;
  /** Pieces left in all lots: what is on hand. */
  readonly lotPieces: number;
}

const differencesShown = 100;

/**
 * Counters that are not the sum of their movements, or whose lots do not add up to what is on hand: always empty, and
 * the regular check that it is. At most 100.
 */
export async function checkCounters(db: Reader): Promise<CounterDifference[]> {
  const { rows } = await sql<{
    locationId: string;
    variantId: string;
    onHand: number;
    held: number;
    allocated: number;
    movedOnHand: number;
    movedHeld: number;
    movedAllocated: number;
    lotPieces: number;
  }>`/* stock.check-counters */
    with moved as (
      select location_id, variant_id, sum(on_hand_change)::int as on_hand, sum(held_change)::int as held,
        sum(allocated_change)::int as allocated
      from stock_movement where alliance_id = ${db.allianceId} group by 1, 2
    ), kept as (
      select location_id, variant_id, sum(left_quantity)::int as pieces
      from stock_lot where alliance_id = ${db.allianceId} group by 1, 2
    )
    select location_id as "locationId", variant_id as "variantId", coalesce(c.on_hand, 0) as "onHand",
      coalesce(c.held, 0) as held, coalesce(c.allocated, 0) as allocated, coalesce(m.on_hand, 0) as "movedOnHand",
      coalesce(m.held, 0) as "movedHeld", coalesce(m.allocated, 0) as "movedAllocated",
      coalesce(k.pieces, 0) as "lotPieces"
    from (select * from stock_counter where alliance_id = ${db.allianceId}) c
    full join moved m using (location_id, variant_id)
    full join kept k using (location_id, variant_id)
    where (coalesce(c.on_hand, 0), coalesce(c.held, 0), coalesce(c.allocated, 0))
      <> (coalesce(m.on_hand, 0), coalesce(m.held, 0), coalesce(m.allocated, 0))
      or coalesce(c.on_hand, 0) <> coalesce(k.pieces, 0)
    limit ${differencesShown}`.execute(db);
  return rows.map((row) => ({
    locationId: row.locationId,
    variantId: row.variantId,
    counter: { onHand: row.onHand, held: row.held, allocated: row.allocated },
    movements: { onHand: row.movedOnHand, held: row.movedHeld, allocated: row.movedAllocated },
    lotPieces: row.lotPieces,
  }));
}
