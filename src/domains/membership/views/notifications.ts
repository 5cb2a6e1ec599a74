import { sql } from 'kysely';
import type { Reader } from '../../../engines/db/tx.ts';

export interface QueuedNotification {
  readonly notificationId: string;
  readonly phone: string;
  readonly kind: string;
  readonly text: string;
}

/** Those of these notifications that still wait, with the phone of today. */
export async function queuedNotifications(
  db: Reader,
  notificationIds: readonly string[],
): Promise<QueuedNotification[]> {
  const { rows } = await sql<QueuedNotification>`/* membership.queued-notifications */
    select n.notification_id as "notificationId", m.phone, n.kind, n.text
    from notification n join member m on m.alliance_id = n.alliance_id and m.member_id = n.member_id
    where n.alliance_id = ${db.allianceId} and n.notification_id = any(${notificationIds}::uuid[])
      and n.state = 'queued' order by n.notification_id`.execute(db);
  return rows;
}
