import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import { shanghaiDay } from '../../../kernel/clock.ts';

export interface Ticket {
  readonly shopOrderId: string;
  readonly pickupShopId: string;
  readonly code: string;
}

/** Codes still good at these points. */
export async function openTickets(db: Reader, pickupShopIds: readonly string[]): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`/* fulfilment.open-tickets */
    select shop_order_id as "shopOrderId", pickup_shop_id as "pickupShopId", code from pickup_ticket
    where alliance_id = ${db.allianceId} and pickup_shop_id = any(${pickupShopIds}::uuid[]) and closed_at is null`.execute(
    db,
  );
  return rows;
}

/** A ticket that is used up makes room for a new one when an order gets more parcels. */
export async function deleteClosedTickets(tx: Tx, shopOrderIds: readonly string[]): Promise<void> {
  await sql`/* fulfilment.delete-closed-tickets */
    delete from pickup_ticket
    where alliance_id = ${tx.allianceId} and shop_order_id = any(${shopOrderIds}::uuid[]) and closed_at is not null`.execute(
    tx,
  );
}

/** Returns the orders whose code was free; the others need another draw. */
export async function insertTickets(tx: Tx, tickets: readonly Ticket[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`/* fulfilment.insert-tickets */
    insert into pickup_ticket (alliance_id, pickup_shop_id, day, code, shop_order_id)
    select ${tx.allianceId}::uuid, t.pickup_shop_id, ${shanghaiDay(tx.now)}::date, t.code, t.shop_order_id
    from unnest(${tickets.map((ticket) => ticket.pickupShopId)}::uuid[], ${tickets.map((ticket) => ticket.code)}::text[],
      ${tickets.map((ticket) => ticket.shopOrderId)}::uuid[]) as t (pickup_shop_id, code, shop_order_id)
    order by t.pickup_shop_id, t.code
    on conflict do nothing
    returning shop_order_id as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The order behind a code that is still good at the point, under its row lock. */
export async function lockTicket(tx: Tx, pickupShopId: string, code: string): Promise<Ticket | null> {
  const { rows } = await sql<Ticket>`/* fulfilment.lock-ticket */
    select shop_order_id as "shopOrderId", pickup_shop_id as "pickupShopId", code from pickup_ticket
    where alliance_id = ${tx.allianceId} and pickup_shop_id = ${pickupShopId} and code = ${code}
      and closed_at is null
    for update`.execute(tx);
  return rows[0] ?? null;
}

/** Everything is handed over: the code is used up. */
export async function closeTicket(tx: Tx, shopOrderId: string): Promise<void> {
  await sql`/* fulfilment.close-ticket */
    update pickup_ticket t set closed_at = ${tx.now}, redeemed_by = ${tx.actor?.memberId ?? null}::uuid
    where t.alliance_id = ${tx.allianceId} and t.shop_order_id = ${shopOrderId}
      and not exists (select 1 from shipment s
        where s.alliance_id = t.alliance_id and s.shop_order_id = t.shop_order_id and s.state <> 'done')`.execute(
    tx,
  );
}

/** Codes of orders, used up or not. */
export async function ticketsOfOrders(db: Reader, shopOrderIds: readonly string[]): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`/* fulfilment.tickets-of-orders */
    select shop_order_id as "shopOrderId", pickup_shop_id as "pickupShopId", code from pickup_ticket
    where alliance_id = ${db.allianceId} and shop_order_id = any(${shopOrderIds}::uuid[])`.execute(db);
  return rows;
}
