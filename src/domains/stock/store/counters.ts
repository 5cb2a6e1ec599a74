import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import { counterKey, type Counter, type CounterKey, type Movement } from '../rules/stock-law.ts';
import { refuseUnlawful } from './constraints.ts';

/** Locks counter rows in key order, after making the missing ones: whoever locks the same rows waits in the same order. */
export async function lockCounterRows(tx: Tx, keys: readonly CounterKey[]): Promise<Map<string, Counter>> {
  if (keys.length === 0) return new Map();
  const unique = [...new Map(keys.map((key) => [counterKey(key), key])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, key]) => key);
  const locations = unique.map((key) => key.locationId);
  const variants = unique.map((key) => key.variantId);
  const read = () =>
    sql<CounterKey & Counter>`/* stock.lock-counters */
      select c.location_id as "locationId", c.variant_id as "variantId", c.on_hand as "onHand", c.held, c.allocated
      from stock_counter c
      join unnest(${locations}::uuid[], ${variants}::uuid[]) as t (location_id, variant_id)
        on c.location_id = t.location_id and c.variant_id = t.variant_id
      where c.alliance_id = ${tx.allianceId}
      order by c.location_id, c.variant_id
      for update of c`.execute(tx);
  let { rows } = await read();
  if (rows.length < unique.length) {
    await insertMissing(tx, locations, variants);
    ({ rows } = await read());
  }
  return new Map(
    rows.map((row) => [counterKey(row), { onHand: row.onHand, held: row.held, allocated: row.allocated }]),
  );
}

async function insertMissing(
  tx: Tx,
  locations: readonly string[],
  variants: readonly string[],
): Promise<void> {
  await refuseUnlawful(
    sql`/* stock.insert-missing-counters */
    insert into stock_counter (alliance_id, location_id, variant_id)
    select ${tx.allianceId}, t.location_id, t.variant_id
    from unnest(${[...locations]}::uuid[], ${[...variants]}::uuid[]) as t (location_id, variant_id)
    order by t.location_id, t.variant_id
    on conflict do nothing`.execute(tx),
  );
}

/**
 * Writes movements and adds their sums to the counters in one statement. The rows must be locked already. The table's
 * own checks stand behind the rules: breaking one refuses `not-enough-stock`.
 */
export async function writeMovements(tx: Tx, movements: readonly Movement[]): Promise<void> {
  if (movements.length === 0) return;
  await refuseUnlawful(
    sql`/* stock.write-movements */
      with moved as (
        select * from unnest(${movements.map(() => tx.newId())}::uuid[], ${movements.map((row) => row.locationId)}::uuid[],
          ${movements.map((row) => row.variantId)}::uuid[], ${movements.map((row) => row.kind)}::text[],
          ${movements.map((row) => row.onHand)}::int[], ${movements.map((row) => row.held)}::int[],
          ${movements.map((row) => row.allocated)}::int[], ${movements.map((row) => row.reason)}::text[],
          ${movements.map((row) => row.source)}::text[])
          as t (id, location_id, variant_id, kind, on_hand, held, allocated, reason, source)
      ), sums as (
        select location_id, variant_id, sum(on_hand)::int as on_hand, sum(held)::int as held, sum(allocated)::int as allocated
        from moved group by 1, 2
      ), counted as (
        update stock_counter c set on_hand = c.on_hand + s.on_hand, held = c.held + s.held, allocated = c.allocated + s.allocated
        from sums s
        where c.alliance_id = ${tx.allianceId} and c.location_id = s.location_id and c.variant_id = s.variant_id
      )
      insert into stock_movement (alliance_id, movement_id, location_id, variant_id, kind, on_hand_change, held_change,
        allocated_change, reason, source, at)
      select ${tx.allianceId}, id, location_id, variant_id, kind, on_hand, held, allocated, reason, source, ${tx.now}
      from moved`.execute(tx),
  );
}
