import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundIn, openWorld, type FoundedAlliance, type World } from '../../../../test/worlds/alliance.ts';
import { markNotificationSent, notify, queuedNotifications } from '../index.ts';

let world: World;
let home: FoundedAlliance;

beforeAll(async () => {
  world = await openWorld();
  home = await foundIn(world, 'guihuali', 1);
});
afterAll(() => world.close());

test('notices are kept and enqueued, fifty a job; a sent one is no longer queued', async () => {
  const { memberId } = home.owners[0]!;
  const notices = Array.from({ length: 120 }, (_, i) => ({
    memberId,
    kind: 'arrived',
    text: `第 ${i} 件到店`,
  }));
  await home.transact(null, (tx) => notify(tx, notices));
  const sizes = world.jobs.map(({ data }) => (data['notificationIds'] as string[]).length);
  expect(sizes).toEqual([50, 50, 20]);
  const ids = world.jobs[2]!.data['notificationIds'] as string[];
  const queued = await home.transact(null, (tx) => queuedNotifications(tx, ids));
  expect(queued).toHaveLength(20);
  expect(queued[0]).toMatchObject({ phone: '13800000010', kind: 'arrived', text: '第 100 件到店' });
  await home.transact(null, (tx) => markNotificationSent(tx, ids[0]!));
  expect(await home.transact(null, (tx) => queuedNotifications(tx, ids))).toHaveLength(19);
});

test('nothing to say enqueues nothing', async () => {
  const before = world.jobs.length;
  await home.transact(null, (tx) => notify(tx, []));
  expect(world.jobs).toHaveLength(before);
});
