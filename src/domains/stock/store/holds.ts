import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';
import type { CounterKey } from '../rules/stock-law.ts';
import { refuseUnlawful } from './constraints.ts';

/** Pieces set aside for an order line until it is paid or its time is over. */
export interface Hold extends CounterKey {
  readonly orderLineId: string;
  readonly memberId: string;
  readonly quantity: number;
  readonly expiresAt: Date;
}

/**
 * Writes holds with their counters and movements in one statement; the caller has locked the counters. A line that was
 * held before and let go (a late payment) is held anew. Returns the lines that are held now and were not before.
 */
export async function insertHolds(tx: Tx, holds: readonly Hold[]): Promise<string[]> {
  const { rows } = await refuseUnlawful(
    sql<{ order_line_id: string }>`/* stock.insert-holds */
      with incoming as (
        select * from unnest(${holds.map((hold) => hold.orderLineId)}::uuid[], ${holds.map(() => tx.newId())}::uuid[],
          ${holds.map((hold) => hold.locationId)}::uuid[], ${holds.map((hold) => hold.variantId)}::uuid[],
          ${holds.map((hold) => hold.memberId)}::uuid[], ${holds.map((hold) => hold.quantity)}::int[],
          ${holds.map((hold) => hold.expiresAt)}::timestamptz[])
          as t (order_line_id, movement_id, location_id, variant_id, member_id, quantity, expires_at)
      ), put as (
        insert into stock_hold (alliance_id, order_line_id, location_id, variant_id, member_id, quantity, state, expires_at)
        select ${tx.allianceId}::uuid, order_line_id, location_id, variant_id, member_id, quantity, 'held', expires_at
        from incoming
        on conflict (alliance_id, order_line_id) do update set location_id = excluded.location_id,
          variant_id = excluded.variant_id, member_id = excluded.member_id, quantity = excluded.quantity,
          state = 'held', expires_at = excluded.expires_at
          where stock_hold.state in ('released', 'expired')
        returning order_line_id
      ), counted as (
        update stock_counter c set held = c.held + s.quantity
        from (
          select location_id, variant_id, sum(quantity)::int as quantity
          from incoming join put using (order_line_id) group by 1, 2
        ) s
        where c.alliance_id = ${tx.allianceId} and c.location_id = s.location_id and c.variant_id = s.variant_id
      ), moved as (
        insert into stock_movement (alliance_id, movement_id, location_id, variant_id, kind, on_hand_change,
          held_change, allocated_change, reason, source, at)
        select ${tx.allianceId}::uuid, movement_id, location_id, variant_id, 'held', 0, quantity, 0, '',
          'order-line:' || order_line_id, ${tx.now}::timestamptz
        from incoming join put using (order_line_id)
      )
      select order_line_id from put`.execute(tx),
  );
  return rows.map((row) => row.order_line_id);
}

/** What becomes of a hold: its new state, the movement that tells it, and whether its pieces become allocated. */
export interface HoldEnd {
  readonly state: 'committed' | 'released' | 'expired';
  readonly kind: 'allocated' | 'released';
  readonly reason: string;
  readonly isAllocated: boolean;
}

/**
 * Ends holds that are still held, by compare and set, with counters and movements in one statement; returns those
 * lines. Counters are locked first, in key order, as everywhere: two that race for a hold meet there, and the second
 * finds it ended. Locking holds first would deadlock with a late payment, which has its counters already.
 */
export async function endHolds(tx: Tx, orderLineIds: readonly string[], end: HoldEnd): Promise<string[]> {
  const { rows } = await refuseUnlawful(
    sql<{ order_line_id: string }>`/* stock.end-holds */
      with wanted as (
        select * from unnest(${[...orderLineIds]}::uuid[], ${orderLineIds.map(() => tx.newId())}::uuid[])
          as t (order_line_id, movement_id)
      ), locked as (
        select c.location_id, c.variant_id from stock_counter c
        where c.alliance_id = ${tx.allianceId} and (c.location_id, c.variant_id) in (
          select h.location_id, h.variant_id from stock_hold h join wanted using (order_line_id)
          where h.alliance_id = ${tx.allianceId} and h.state = 'held'
        )
        order by c.location_id, c.variant_id for update
      ), ended as (
        update stock_hold h set state = ${end.state}
        from wanted w, (select count(*) from locked) as behind_the_locks
        where h.alliance_id = ${tx.allianceId} and h.order_line_id = w.order_line_id and h.state = 'held'
        returning h.order_line_id, w.movement_id, h.location_id, h.variant_id, h.quantity,
          case when ${end.isAllocated}::boolean then h.quantity else 0 end as allocated
      ), counted as (
        update stock_counter c set held = c.held - s.quantity, allocated = c.allocated + s.allocated
        from (
          select location_id, variant_id, sum(quantity)::int as quantity, sum(allocated)::int as allocated
          from ended group by 1, 2
        ) s
        where c.alliance_id = ${tx.allianceId} and c.location_id = s.location_id and c.variant_id = s.variant_id
      ), moved as (
        insert into stock_movement (alliance_id, movement_id, location_id, variant_id, kind, on_hand_change,
          held_change, allocated_change, reason, source, at)
        select ${tx.allianceId}::uuid, movement_id, location_id, variant_id, ${end.kind}, 0, -quantity, allocated,
          ${end.reason}, 'order-line:' || order_line_id, ${tx.now}::timestamptz
        from ended
      )
      select order_line_id from ended`.execute(tx),
  );
  return rows.map((row) => row.order_line_id);
}
