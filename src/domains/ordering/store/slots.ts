import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

/** Locks the slots in time order until the transaction ends, so that their orders can be counted and added to. */
export async function lockSlots(tx: Tx, slotStarts: readonly Date[]): Promise<void> {
  await sql`/* ordering.make-slots */
    insert into delivery_slot (alliance_id, slot_start)
    select ${tx.allianceId}::uuid, slot_start from unnest(${slotStarts}::timestamptz[]) as t (slot_start)
    order by slot_start on conflict do nothing`.execute(tx);
  await sql`/* ordering.lock-slots */
    select 1 from delivery_slot
    where alliance_id = ${tx.allianceId} and slot_start = any(${slotStarts}::timestamptz[])
    order by slot_start for update`.execute(tx);
}

/** Households with a living order per slot. */
export async function countSlots(
  db: Reader,
  slotStarts: readonly Date[],
): Promise<{ slotStart: Date; households: number }[]> {
  const { rows } = await sql<{ slotStart: Date; households: number }>`/* ordering.count-slots */
    select s.slot_start as "slotStart", count(distinct g.order_group_id)::int as households
    from shop_order s
    join order_group g on g.alliance_id = s.alliance_id and g.order_group_id = s.order_group_id
      and g.state in ('awaiting-payment', 'paid', 'done')
    where s.alliance_id = ${db.allianceId} and s.slot_start = any(${slotStarts}::timestamptz[])
    group by s.slot_start`.execute(db);
  return rows;
}
