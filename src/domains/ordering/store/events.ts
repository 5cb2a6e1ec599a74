import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface OrderEvent {
  readonly orderGroupId: string;
  readonly shopOrderId?: string | null;
  readonly kind: string;
  /** A sentence for the shopper, in Chinese. */
  readonly text: string;
}

export async function insertEvents(tx: Tx, events: readonly OrderEvent[]): Promise<void> {
  await sql`/* ordering.insert-events */
    insert into order_event (alliance_id, event_id, order_group_id, shop_order_id, kind, text, at)
    select ${tx.allianceId}::uuid, t.*, ${tx.now}::timestamptz from unnest(
      ${events.map(() => tx.newId())}::uuid[],
      ${events.map((event) => event.orderGroupId)}::uuid[],
      ${events.map((event) => event.shopOrderId ?? null)}::uuid[],
      ${events.map((event) => event.kind)}::text[],
      ${events.map((event) => event.text)}::text[]
    ) as t`.execute(tx);
}

/** A timeline is shown whole; no order has more. */
const eventsMax = 200;

export async function findEvents(
  db: Reader,
  orderGroupIds: readonly string[],
): Promise<(Required<OrderEvent> & { at: Date })[]> {
  const { rows } = await sql<Required<OrderEvent> & { at: Date }>`/* ordering.find-events */
    select order_group_id as "orderGroupId", shop_order_id as "shopOrderId", kind, text, at from order_event
    where alliance_id = ${db.allianceId} and order_group_id = any(${orderGroupIds}::uuid[])
    order by at desc, event_id desc limit ${eventsMax}`.execute(db);
  return rows;
}
