import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStageWorld, type StageWorld } from '../../../test/worlds/stage.ts';
import { nameSubstitute, takeOver } from '../../domains/live/index.ts';
import type { KickTarget } from '../../engines/media/port.ts';
import type { ClockworkDeps } from '../timer.ts';
import { silenceFormerHost } from './silence-former-host.ts';

let stage: StageWorld;
beforeAll(async () => {
  stage = await openStageWorld(1);
});
afterAll(() => stage.world.close());

test('who handed a session over is cut off, unless it is theirs again', async () => {
  const { home, host, otherHost, world } = stage;
  const sessionId = await stage.goLive();
  const kicks: KickTarget[] = [];
  const deps = { funnel: world.app, media: { kick: (target: KickTarget) => void kicks.push(target) } };
  const data = { sessionId, formerMemberId: host.memberId };
  const job = { jobId: 'j1', allianceId: home.allianceId, data };
  const handle = () => silenceFormerHost.handle(deps as unknown as ClockworkDeps, job);
  await home.transact(host, (tx) =>
    nameSubstitute(tx, { sessionId, substituteMemberId: otherHost.memberId }),
  );
  world.clock.forward(1);
  await home.transact(otherHost, (tx) => takeOver(tx, { sessionId }));
  await handle();
  expect(kicks).toEqual([{ streamId: sessionId, action: 'publish', memberId: host.memberId }]);
  world.clock.forward(1);
  await home.transact(host, (tx) => takeOver(tx, { sessionId }));
  await handle();
  expect(kicks).toHaveLength(1);
});
