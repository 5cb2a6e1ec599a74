import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { joinShopper } from '../../test/worlds/alliance.ts';
import { recordStatements } from '../../test/worlds/count-statements.ts';
import { openStageWorld, startReady, type StageWorld } from '../../test/worlds/stage.ts';
import { emptyStage, mutePerson, remindMe } from '../domains/live/index.ts';
import { startSession as signIn } from '../domains/membership/index.ts';
import type { Funnel } from '../engines/db/funnel.ts';
import type { Reader } from '../engines/db/tx.ts';
import { hashToken, newToken } from '../engines/token.ts';
import type { Actor } from '../kernel/actor.ts';
import { liveDoors } from './live.ts';
import { openSharedAnswers, type SharedAnswers } from './shared-answers.ts';

let stage: StageWorld;
let site: TestApp;
let shared: SharedAnswers;
let url: string;
let sessionId: string;
const statements: string[] = [];
const doors = liveDoors({
  stage: emptyStage,
  media: {
    createIngest: () => expect.unreachable('nobody publishes here'),
    playback: (_stream, { memberId }) => ({ path: `/media/play?member=${memberId}`, expiresAt: new Date(0) }),
    playToken: () => expect.unreachable('nothing is replayed here'),
  },
  readSales: () => expect.unreachable('nobody asks here'),
  originOf: () => '',
});

beforeAll(async () => {
  stage = await openStageWorld(2);
  const { world, home } = stage;
  shared = openSharedAnswers(world.clock);
  const app: Funnel = {
    ...world.app,
    read: (scope, work) =>
      world.app.read(scope, (db: Reader) => {
        const recorded = recordStatements(db);
        return work(recorded.handle).finally(() => statements.push(...recorded.statements));
      }),
  };
  site = await openApp({ ...world, app }, doors, { shared });
  sessionId = await stage.schedule();
  url = `/api/sessions/${sessionId}/rooms/${home.shops[0]!.shopId}`;
});
afterAll(async () => {
  await site.app.close();
  await stage.world.close();
});

async function comer(number: number): Promise<{ actor: Actor; token: string }> {
  const { world, home } = stage;
  const actor = await joinShopper(world, home.allianceId, number);
  const token = newToken();
  const { memberId } = actor;
  await home.transact(null, (tx) => signIn(tx, { memberId, tokenHash: hashToken(token), replaces: null }));
  return { actor, token };
}
async function open(token?: string) {
  const { slug } = stage.home;
  const { body } = await site.call({ method: 'GET', url, slug, ...(token ? { token } : {}) });
  return body as {
    session: { isReminded: boolean };
    playUrl: string;
    mutedUntil: string | null;
    items: object[];
  };
}

test('a crowd shares one reading of a room; a mute, a reminder and the video’s address are one’s own', async () => {
  const { home, host, world } = stage;
  const [muted, fan, guest] = [await comer(11), await comer(12), await comer(13)];
  const until = new Date(world.clock.now().getTime() + 600_000);
  await home.transact(host, (tx) =>
    mutePerson(tx, { sessionId, memberId: muted.actor.memberId, minutes: 10, reason: '' }),
  );
  await home.transact(fan.actor, (tx) => remindMe(tx, { sessionId, shopId: home.shops[0]!.shopId }));
  await home.transact(host, (tx) => startReady(tx, sessionId));
  shared.forget('');
  statements.length = 0;
  const nobody = await open();
  const [a, b, c] = [await open(muted.token), await open(fan.token), await open(guest.token)];
  expect(nobody).toMatchObject({ playUrl: '/media/play?member=', mutedUntil: null });
  expect(a).toMatchObject({ mutedUntil: until.toISOString(), session: { isReminded: false } });
  expect(b).toMatchObject({ mutedUntil: null, session: { isReminded: true } });
  expect([a, b, c].map(({ playUrl }) => playUrl)).toEqual(
    [muted, fan, guest].map(({ actor }) => `/media/play?member=${actor.memberId}`),
  );
  expect(c).toEqual({ ...nobody, playUrl: c.playUrl });
  expect(statements.filter((text) => text.includes('live.own-in-room'))).toHaveLength(3);
  expect(statements.filter((text) => text.includes('live.latest-room-chat'))).toHaveLength(1);
});

test('each is told the same as when nothing is shared', async () => {
  const { token } = await comer(14);
  const together = await open(token);
  const apart = await openApp(stage.world, doors);
  const { body } = await apart.call({ method: 'GET', url, slug: stage.home.slug, token });
  await apart.app.close();
  expect(together).toEqual(body);
});
