import type { Tx } from '../../../engines/db/tx.ts';
import { enqueue } from '../../../engines/jobs/port.ts';
import { insertNotifications, markSent } from '../store/notification.ts';

export interface Notification {
  readonly memberId: string;
  /** 'arrived', 'session-started' …: what a channel chooses its template by. */
  readonly kind: string;
  readonly text: string;
}

/** Notices that one job sends; a failing one must not hold hundreds back. */
const noticesPerJob = 50;

/** Keeps texts to people and enqueues their sending: they leave exactly when this transaction commits. */
export async function notify(tx: Tx, notifications: readonly Notification[]): Promise<void> {
  if (notifications.length === 0) return;
  const rows = notifications.map((notification) => ({ ...notification, notificationId: tx.newId() }));
  await insertNotifications(tx, rows);
  const jobs = [];
  for (let start = 0; start < rows.length; start += noticesPerJob) {
    const ids = rows.slice(start, start + noticesPerJob).map(({ notificationId }) => notificationId);
    jobs.push({ queue: 'send-notification', data: { notificationIds: ids } } as const);
  }
  await enqueue(tx, ...jobs);
}

/** The channel has taken it. */
export async function markNotificationSent(tx: Tx, notificationId: string): Promise<void> {
  await markSent(tx, notificationId);
}
