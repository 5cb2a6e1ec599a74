import { z } from 'zod';
import { markNotificationSent, queuedNotifications } from '../../domains/membership/index.ts';
import type { JobWorker } from '../job-worker.ts';

const payload = z.object({ notificationIds: z.array(z.uuid()) });

/**
 * Hands the notices of one job to the channel. Each is marked as soon as it is taken, so that trying a job again
 * sends only what is left; a crash in between may send one twice, never lose it.
 */
export const sendNotification: JobWorker = {
  queue: 'send-notification',
  async handle({ funnel, notify }, { allianceId, data }) {
    const { notificationIds } = payload.parse(data);
    const scope = { allianceId, actor: null };
    const waiting = await funnel.read(scope, (db) => queuedNotifications(db, notificationIds));
    const failures: unknown[] = [];
    for (const { notificationId, ...notice } of waiting) {
      try {
        await notify.send(notice);
        await funnel.transact(scope, (tx) => markNotificationSent(tx, notificationId));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices were not taken`);
  },
};
