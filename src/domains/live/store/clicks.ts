import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export interface Click {
  readonly sessionId: string;
  readonly shopId: string;
  readonly sessionItemId: string;
  readonly visitorKey: string;
}

/** Once per browser and item; an item that has left the line-up is passed over. */
export async function putClick(tx: Tx, click: Click): Promise<void> {
  await sql`/* live.put-click */
    insert into room_click (alliance_id, session_id, shop_id, session_item_id, visitor_key, first_at)
    select ${tx.allianceId}::uuid, i.session_id, ${click.shopId}::uuid, i.session_item_id, ${click.visitorKey}::text,
      ${tx.now}::timestamptz
    from session_item i
    where i.alliance_id = ${tx.allianceId} and i.session_item_id = ${click.sessionItemId}
      and i.session_id = ${click.sessionId}
    on conflict do nothing`.execute(tx);
}

/** Browsers that opened something, and openings of all items, by room shop. */
export async function countClicks(
  db: Reader,
  sessionId: string,
): Promise<Map<string, { clicks: number; clickers: number }>> {
  const { rows } = await sql<{ shopId: string; clicks: number; clickers: number }>`/* live.count-clicks */
    select shop_id as "shopId", count(*)::int as clicks, count(distinct visitor_key)::int as clickers
    from room_click where alliance_id = ${db.allianceId} and session_id = ${sessionId} group by shop_id`.execute(
    db,
  );
  return new Map(rows.map(({ shopId, ...counted }) => [shopId, counted]));
}
