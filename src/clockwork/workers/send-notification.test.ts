import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../test/worlds/alliance.ts';
import { addPushAddress, notify } from '../../domains/membership/index.ts';
import type { Notice } from '../../engines/notify/port.ts';
import type { ClockworkDeps } from '../timer.ts';
import { sendNotification } from './send-notification.ts';

let world: World;
let home: FoundedAlliance;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali', 1);
});
afterAll(() => world.close());

test('a job that fails halfway sends the rest when it is tried again, and nothing twice', async () => {
  const { memberId } = home.owners[0]!;
  const texts = ['第一件到店', '第二件到店', '第三件到店'];
  await home.transact(null, (tx) =>
    notify(
      tx,
      texts.map((text) => ({ memberId, kind: 'arrived', text })),
    ),
  );
  const endpoint = 'https://fcm.googleapis.com/fcm/send/1';
  await home.transact(home.owners[0]!, async (tx) => {
    const grant = { channel: 'wx-subscribe', endpoint: 'openid', data: {} } as const;
    await addPushAddress(tx, { ...grant, kind: 'arrived' });
    await addPushAddress(tx, { ...grant, kind: 'session-started' });
    await addPushAddress(tx, { channel: 'web-push', kind: null, endpoint, data: { auth: 'a', p256dh: 'p' } });
    await addPushAddress(tx, { channel: 'web-push', kind: null, endpoint, data: { auth: 'b', p256dh: 'p' } });
  });
  const sent: Notice[] = [];
  let isDown = true;
  const channel = {
    async send(notice: Notice) {
      if (isDown && notice.text === texts[1]) throw new Error('the channel is down');
      sent.push(notice);
      return { spent: notice.addresses.map(({ addressId }) => addressId) };
    },
  };
  const deps = { funnel: world.app, clock: world.clock, notify: channel } as unknown as ClockworkDeps;
  const { allianceId } = home;
  const job = { jobId: 'j1', allianceId, data: world.jobs[0]!.data };
  await expect(sendNotification.handle(deps, job)).rejects.toThrow('1 notices were not taken');
  isDown = false;
  await sendNotification.handle(deps, job);
  await sendNotification.handle(deps, job);
  expect(sent.map(({ text }) => text)).toEqual([texts[0], texts[2], texts[1]]);
  expect(sent[0]).toMatchObject({
    phone: '13800000010',
    kind: 'arrived',
    text: texts[0],
    addresses: [
      { channel: 'web-push', endpoint },
      { channel: 'wx-subscribe', endpoint: 'openid' },
    ],
  });
  // Only of its kind, and what was used up is gone.
  expect(sent[1]!.addresses).toEqual([]);
});
