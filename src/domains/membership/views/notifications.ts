import { sql } from 'kysely';
import type { PushAddress } from '../../../engines/notify/port.ts';
import type { Reader } from '../../../engines/db/tx.ts';

export interface QueuedNotification {
  readonly notificationId: string;
  readonly phone: string;
  readonly kind: string;
  readonly text: string;
  /** Where the person wants to be told this, browsers first. */
  readonly addresses: readonly PushAddress[];
}

/** Those of these notifications that still wait, with the phone of today. */
export async function queuedNotifications(
  db: Reader,
  notificationIds: readonly string[],
): Promise<QueuedNotification[]> {
  const { rows } = await sql<QueuedNotification>`/* membership.queued-notifications */
    select n.notification_id as "notificationId", m.phone, n.kind, n.text,
      coalesce((
        select jsonb_agg(jsonb_build_object('addressId', a.address_id, 'channel', a.channel, 'endpoint', a.endpoint,
          'data', a.data) order by a.channel, a.added_at, a.address_id)
        from push_address a where a.alliance_id = n.alliance_id and a.member_id = n.member_id
          and (a.kind is null or a.kind = n.kind)
      ), '[]') as addresses
    from notification n join member m on m.alliance_id = n.alliance_id and m.member_id = n.member_id
    where n.alliance_id = ${db.allianceId} and n.notification_id = any(${notificationIds}::uuid[])
      and n.state = 'queued' order by n.notification_id`.execute(db);
  return rows;
}
