import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

/** A day on which an item's pieces moved at a place. */
export interface ShelfDay {
  readonly locationId: string;
  readonly variantId: string;
  /** In Shanghai. */
  readonly day: string;
  /** Fewest pieces that could still be promised after any movement of the day. */
  readonly lowest: number;
  /** What could be promised at its end. */
  readonly closing: number;
}

/**
 * Every day on which something moved, by place, item and day; between two of them the closing of the first stands. Reads
 * all movements, so not often.
 */
export async function shelfDays(db: Reader): Promise<ShelfDay[]> {
  const { rows } = await sql<ShelfDay>`/* stock.shelf-days */
    with level as (
      select location_id, variant_id, (at at time zone 'Asia/Shanghai')::date as day, at, movement_id,
        sum(on_hand_change - held_change - allocated_change)
          over (partition by location_id, variant_id order by at, movement_id) as pieces
      from stock_movement where alliance_id = ${db.allianceId}
    )
    select location_id as "locationId", variant_id as "variantId", to_char(day, 'YYYY-MM-DD') as day,
      min(pieces)::int as lowest, (array_agg(pieces order by at desc, movement_id desc))[1]::int as closing
    from level group by location_id, variant_id, level.day
    order by 1, 2, 3`.execute(db);
  return rows;
}
