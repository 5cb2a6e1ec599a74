import { z } from 'zod';
import {
  forgetPushAddresses,
  markNotificationSent,
  queuedNotifications,
} from '../../domains/membership/index.ts';
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
    // One person may get several notices of this job: a grant is good for one of them.
    const used = new Set<string>();
    for (const { notificationId, addresses: all, ...notice } of waiting) {
      try {
        const addresses = all.filter(({ addressId }) => !used.has(addressId));
        const { spent } = await notify.send({ ...notice, addresses });
        for (const addressId of spent) used.add(addressId);
        await funnel.transact(scope, async (tx) => {
          await markNotificationSent(tx, notificationId);
          await forgetPushAddresses(tx, spent);
        });
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} notices were not taken`);
  },
};
