import { sql } from 'kysely';
import type { Reader, Tx } from '../../../engines/db/tx.ts';

export async function putReminder(
  tx: Tx,
  { sessionId, shopId }: { readonly sessionId: string; readonly shopId: string },
): Promise<void> {
  await sql`/* live.put-reminder */
    insert into live_reminder (alliance_id, session_id, member_id, shop_id, asked_at)
    values (${tx.allianceId}, ${sessionId}, ${tx.actor!.memberId}, ${shopId}, ${tx.now})
    on conflict (alliance_id, session_id, member_id) do update set shop_id = excluded.shop_id`.execute(tx);
}

export async function deleteReminder(tx: Tx, sessionId: string): Promise<void> {
  await sql`/* live.delete-reminder */
    delete from live_reminder
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and member_id = ${tx.actor!.memberId}`.execute(
    tx,
  );
}

export interface ReminderCount {
  readonly sessionId: string;
  readonly count: number;
  /** Whether the person asking is among them. */
  readonly isMine: boolean;
}

/** Sessions without reminders are absent. */
export async function countReminders(db: Reader, sessionIds: readonly string[]): Promise<ReminderCount[]> {
  const { rows } = await sql<ReminderCount>`/* live.count-reminders */
    select session_id as "sessionId", count(*)::int as count,
      coalesce(bool_or(member_id = ${db.actor?.memberId ?? null}::uuid), false) as "isMine"
    from live_reminder where alliance_id = ${db.allianceId} and session_id = any(${sessionIds}::uuid[])
    group by session_id`.execute(db);
  return rows;
}

/** Marks as sent those not yet told and returns them. */
export async function takeReminders(
  tx: Tx,
  sessionId: string,
): Promise<{ memberId: string; shopId: string }[]> {
  const { rows } = await sql<{ memberId: string; shopId: string }>`/* live.take-reminders */
    update live_reminder set sent_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and session_id = ${sessionId} and sent_at is null
    returning member_id as "memberId", shop_id as "shopId"`.execute(tx);
  return rows;
}
