import { live } from '../contract/live.ts';
import {
  checkHostIdentity,
  emptyStage,
  scheduleSession,
  sendChat,
  startSession,
  tickCheck,
} from '../src/domains/live/index.ts';
import { giveGrant } from '../src/domains/membership/index.ts';
import { liveDoors } from '../src/edge/live.ts';
import type { Door } from '../src/edge/route.ts';
import { signToken } from '../src/engines/media/token.ts';
import type { Actor } from '../src/kernel/actor.ts';
import { addSeconds } from '../src/kernel/clock.ts';
import type { BenchWorld } from './intake-world.ts';

const itemCount = 12;
const chatCount = 50;
const hourMs = 3_600_000;
const secret = 'x'.repeat(32);

/** A session on air with a line-up and chat, in the room of the only shop: its page. */
export async function openRoom({
  app,
  allianceId,
  owner,
  shopId,
  goodsKeys,
  crowd,
}: BenchWorld): Promise<string> {
  const variantIds = goodsKeys.slice(0, itemCount).map((key) => key.split(':')[2]!);
  const sessionId = await app.transact({ allianceId, actor: owner }, async (tx) => {
    const { memberId } = await giveGrant(tx, {
      ...{ phone: '13800000009', name: '主播', role: 'host', shopId: null, supplierId: null, duties: [] },
    });
    await checkHostIdentity(tx, { memberId, realName: '压测主播', birthOn: '1990-05-01' });
    const id = await scheduleSession(tx, {
      title: '压测早市',
      hostMemberId: memberId,
      hostShopId: shopId,
      startsAt: addSeconds(tx.now, 60),
      plannedEndAt: addSeconds(tx.now, 7_200),
      roomShopIds: [shopId],
      items: live.scheduleSession.input.shape.items.parse(variantIds.map((variantId) => ({ variantId }))),
    });
    await tickCheck(tx, { sessionId: id, item: 'self-review', isTicked: true });
    await startSession(tx, { sessionId: id });
    return id;
  });
  for (const { memberId } of crowd.slice(0, chatCount)) {
    const actor: Actor = { memberId, roles: new Set(), shopIds: new Set(), duties: new Set() };
    await app.transact({ allianceId, actor }, (tx) =>
      sendChat(tx, { sessionId, shopId, text: '这个甜不甜？' }),
    );
  }
  return `/api/sessions/${sessionId}/rooms/${shopId}`;
}

/** The doors of live, with nobody publishing. */
export function roomDoors(): Door[] {
  const none = () => {
    throw new Error('not part of this measurement');
  };
  return liveDoors({
    stage: emptyStage,
    media: {
      createIngest: none,
      playToken: none,
      playback({ streamId }, viewer) {
        const now = Date.now();
        const times = { issuedAtMillis: now, expiresAtMillis: now + 2 * hourMs };
        const token = signToken(secret, { action: 'play', streamId, ...viewer, ...times });
        return { path: `/media/play?${token}`, expiresAt: new Date(times.expiresAtMillis) };
      },
    },
    readSales: none,
    originOf: () => '',
  });
}
