import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';
import type { DropRow } from '../tables.ts';

const columns = sql`d.drop_id as "dropId", d.session_id as "sessionId", d.title, d.discount_fen as "discountFen",
  d.min_spend_fen as "minSpendFen", d.quantity, d.claimed_quantity as "claimedQuantity", d.opens_at as "opensAt",
  d.claim_until as "claimUntil", d.use_until as "useUntil", d.bearers, d.dropped_at as "droppedAt"`;

export async function insertDrop(
  tx: Tx,
  drop: Omit<DropRow, 'claimedQuantity' | 'droppedAt'>,
): Promise<void> {
  await sql`/* marketing.insert-drop */
    insert into coupon_drop (alliance_id, drop_id, session_id, title, discount_fen, min_spend_fen, quantity, opens_at,
      claim_until, use_until, bearers, dropped_by, dropped_at)
    values (${tx.allianceId}, ${drop.dropId}, ${drop.sessionId}, ${drop.title}, ${drop.discountFen},
      ${drop.minSpendFen}, ${drop.quantity}, ${drop.opensAt}, ${drop.claimUntil}, ${drop.useUntil},
      ${JSON.stringify(drop.bearers)}::jsonb, ${tx.actor!.memberId}, ${tx.now})`.execute(tx);
}

export async function findDrops(db: Reader, dropIds: readonly string[]): Promise<DropRow[]> {
  const { rows } = await sql<DropRow>`/* marketing.find-drops */
    select ${columns} from coupon_drop d
    where d.alliance_id = ${db.allianceId} and d.drop_id = any(${dropIds}::uuid[])`.execute(db);
  return rows;
}

/** Newest first. */
export async function findDropsOfSession(db: Reader, sessionId: string, limit: number): Promise<DropRow[]> {
  const { rows } = await sql<DropRow>`/* marketing.find-drops-of-session */
    select ${columns} from coupon_drop d
    where d.alliance_id = ${db.allianceId} and d.session_id = ${sessionId}
    order by d.dropped_at desc, d.drop_id desc limit ${limit}::int`.execute(db);
  return rows;
}

/** One more claimed while it is open and some are left: how many are claimed now, null when it was not to be had. */
export async function takeOne(tx: Tx, dropId: string): Promise<number | null> {
  const { rows } = await sql<{ claimedQuantity: number }>`/* marketing.take-one */
    update coupon_drop set claimed_quantity = claimed_quantity + 1
    where alliance_id = ${tx.allianceId} and drop_id = ${dropId} and claimed_quantity < quantity
      and opens_at <= ${tx.now} and claim_until > ${tx.now}
    returning claimed_quantity as "claimedQuantity"`.execute(tx);
  return rows[0]?.claimedQuantity ?? null;
}

/** Nobody claims any more; what was claimed stays good. Says whether there was anything to end. */
export async function closeDrop(tx: Tx, sessionId: string, dropId: string): Promise<boolean> {
  const { rows } = await sql`/* marketing.close-drop */
    update coupon_drop set opens_at = least(opens_at, ${tx.now}::timestamptz), claim_until = ${tx.now}
    where alliance_id = ${tx.allianceId} and drop_id = ${dropId} and session_id = ${sessionId}
      and claim_until > ${tx.now}
    returning 1`.execute(tx);
  return rows.length > 0;
}
