import { sql } from 'kysely';
import type { Tx } from '../../../engines/db/tx.ts';

export interface NewNotification {
  readonly notificationId: string;
  readonly memberId: string;
  readonly kind: string;
  readonly text: string;
}

export async function insertNotifications(tx: Tx, rows: readonly NewNotification[]): Promise<void> {
  await sql`/* membership.insert-notifications */
    insert into notification (alliance_id, notification_id, member_id, kind, text, state, created_at)
    select ${tx.allianceId}::uuid, id, member_id, kind, text, 'queued', ${tx.now}::timestamptz
    from unnest(${rows.map((row) => row.notificationId)}::uuid[], ${rows.map((row) => row.memberId)}::uuid[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.text)}::text[]) as t (id, member_id, kind, text)
  `.execute(tx);
}

export async function markSent(tx: Tx, notificationId: string): Promise<void> {
  await sql`/* membership.mark-sent */
    update notification set state = 'sent', sent_at = ${tx.now}
    where alliance_id = ${tx.allianceId} and notification_id = ${notificationId}`.execute(tx);
}
