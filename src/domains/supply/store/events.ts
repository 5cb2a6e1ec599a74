import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { PoolEvent } from '../tables.ts';

export async function insertEvents(tx: Tx, events: readonly PoolEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`/* supply.insert-events */
    insert into pool_event (alliance_id, event_id, pool_id, kind, text, paid_quantity, at)
    select ${tx.allianceId}::uuid, event_id, pool_id, kind, text, paid_quantity, ${tx.now}::timestamptz
    from unnest(
      ${events.map(() => tx.newId())}::uuid[], ${events.map((event) => event.poolId)}::uuid[],
      ${events.map((event) => event.kind)}::text[], ${events.map((event) => event.text)}::text[],
      ${events.map((event) => event.paidQuantity)}::int[]
    ) as t (event_id, pool_id, kind, text, paid_quantity)`.execute(tx);
}
