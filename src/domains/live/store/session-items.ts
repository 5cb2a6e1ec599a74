import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { SessionItemRow } from '../tables.ts';

/** In the order they are shown, session by session. */
export async function findSessionItems(db: Reader, sessionIds: readonly string[]): Promise<SessionItemRow[]> {
  const { rows } = await sql<SessionItemRow>`/* live.find-session-items */
    select session_item_id as "sessionItemId", session_id as "sessionId", position, variant_id as "variantId",
      pool_id as "poolId", flash_price_fen as "flashPriceFen", flash_quantity as "flashQuantity", flash_taken as "flashTaken",
      flash_round as "flashRound", script, selling_points as "sellingPoints",
      sold_quantity as "soldQuantity"
    from session_item where alliance_id = ${db.allianceId} and session_id = any(${sessionIds}::uuid[])
    order by session_id, position`.execute(db);
  return rows;
}

export type NewSessionItem = Omit<
  SessionItemRow,
  'sessionId' | 'position' | 'soldQuantity' | 'flashQuantity' | 'flashTaken' | 'flashRound'
>;

/**
 * Makes these the line-up, in this order. An item that stays keeps its id and what it sold; those that go are forgotten,
 * their orders know them by variant.
 */
export async function replaceSessionItems(
  tx: Tx,
  sessionId: string,
  items: readonly NewSessionItem[],
): Promise<void> {
  const variantIds = items.map((item) => item.variantId);
  await sql`/* live.drop-session-items */
    delete from session_item
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and variant_id <> all(${variantIds}::uuid[])`.execute(
    tx,
  );
  await sql`/* live.put-session-items */
    insert into session_item (alliance_id, session_item_id, session_id, position, variant_id, pool_id, flash_price_fen,
      script, selling_points)
    select ${tx.allianceId}::uuid, i.session_item_id, ${sessionId}::uuid, i.position, i.variant_id, i.pool_id, i.flash_price_fen, i.script,
      array(select jsonb_array_elements_text(i.selling_points))
    from unnest(${items.map((item) => item.sessionItemId)}::uuid[], ${variantIds}::uuid[],
      ${items.map((item) => item.poolId)}::uuid[], ${items.map((item) => item.flashPriceFen)}::bigint[],
      ${items.map((item) => item.script)}::text[],
      ${items.map((item) => JSON.stringify(item.sellingPoints))}::jsonb[]
    ) with ordinality as i (session_item_id, variant_id, pool_id, flash_price_fen, script, selling_points, position)
    on conflict on constraint session_item_once do update set position = excluded.position, pool_id = excluded.pool_id,
      flash_price_fen = excluded.flash_price_fen, script = excluded.script, selling_points = excluded.selling_points`.execute(
    tx,
  );
}

/** With a quantity a new round begins, of which nothing is taken. */
export async function setFlash(
  tx: Tx,
  sessionItemId: string,
  flash: { readonly priceFen: bigint | null; readonly quantity: number | null },
): Promise<void> {
  await sql`/* live.set-flash */
    update session_item set flash_price_fen = ${flash.priceFen}, flash_quantity = ${flash.quantity}, flash_taken = 0,
      flash_round = ${flash.quantity === null ? null : tx.newId()}
    where alliance_id = ${tx.allianceId} and session_item_id = ${sessionItemId}`.execute(tx);
}

export interface SoldPieces {
  readonly sessionId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** Adds paid pieces; items that have left the line-up are passed over. */
export async function addSold(tx: Tx, sold: readonly SoldPieces[]): Promise<void> {
  await sql`/* live.add-sold */
    with sold as (
      select session_id, variant_id, sum(quantity)::int as quantity
      from unnest(${sold.map((one) => one.sessionId)}::uuid[], ${sold.map((one) => one.variantId)}::uuid[],
        ${sold.map((one) => one.quantity)}::int[]) as s (session_id, variant_id, quantity)
      group by 1, 2
    ), locked as (
      select i.session_item_id, sold.quantity from session_item i
      join sold on sold.session_id = i.session_id and sold.variant_id = i.variant_id
      where i.alliance_id = ${tx.allianceId} order by i.session_item_id for update of i
    )
    update session_item i set sold_quantity = sold_quantity + locked.quantity from locked
    where i.alliance_id = ${tx.allianceId} and i.session_item_id = locked.session_item_id`.execute(tx);
}

export interface Script {
  readonly sessionItemId: string;
  readonly script: string;
  readonly sellingPoints: readonly string[];
}

/** Says whether the item is in the line-up. */
export async function setScript(tx: Tx, sessionId: string, script: Script): Promise<boolean> {
  const { rows } = await sql`/* live.set-script */
    update session_item set script = ${script.script},
      selling_points = array(select jsonb_array_elements_text(${JSON.stringify(script.sellingPoints)}::jsonb))
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and session_item_id = ${script.sessionItemId}
    returning 1`.execute(tx);
  return rows.length > 0;
}
