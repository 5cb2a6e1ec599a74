import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinShopper } from '../../../../test/worlds/alliance.ts';
import { withClient } from '../../../../test/worlds/server.ts';
import { openStageWorld, startReady, type StageWorld } from '../../../../test/worlds/stage.ts';
import type { Actor } from '../../../kernel/actor.ts';
import {
  cancelSession,
  defaultBannedWords,
  emptyStage,
  endSession,
  enterRoom,
  forgetReminder,
  getRoom,
  isWelcome,
  listBannedWords,
  mutePerson,
  putBannedWords,
  remindMe,
  removeBannedWord,
  resolveShare,
  resolveShares,
  reviewChat,
  sendChat,
  sessionAudience,
  sessionState,
  shareRoom,
  tellReminded,
  unmutePerson,
} from '../index.ts';

let stage: StageWorld;
let sessionId: string;
let wang: Actor;
let zhou: Actor;
beforeAll(async () => {
  stage = await openStageWorld();
  wang = await joinShopper(stage.world, stage.home.allianceId, 1);
  zhou = await joinShopper(stage.world, stage.home.allianceId, 2);
  sessionId = await stage.goLive();
});
afterAll(() => stage.world.close());

const media = { playback: () => ({ path: '/media/play?token', expiresAt: new Date(0) }) };
function shopId(at: number): string {
  return stage.home.shops[at]!.shopId;
}
function say(actor: Actor, text: string, shopAt = 0) {
  return stage.home.transact(actor, (tx) => sendChat(tx, { sessionId, shopId: shopId(shopAt), text }));
}
async function heard(shopAt: number): Promise<string[]> {
  const room = { sessionId, shopId: shopId(shopAt) };
  const { chat } = await stage.home.transact(null, (tx) => getRoom(tx, { stage: emptyStage, media }, room));
  return chat.map(({ text }) => text);
}

test('a room hears its own talk, and the host in every room under the name of the shop', async () => {
  await say(wang, '荔枝核大不大呀？', 1);
  const answer = await say(stage.host, '核很小', 0);
  expect(answer).toMatchObject({ isHost: true, name: stage.home.shops[0]!.shortName, state: 'shown' });
  expect(await heard(1)).toEqual(['荔枝核大不大呀？', '核很小']);
  expect(await heard(2)).toEqual(['核很小']);
});

test('three at once, then one every two seconds; parallel messages count too; the host is free', async () => {
  stage.world.clock.forward(60);
  const burst = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => say(zhou, `${n}`, 2)));
  expect(burst.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  await expect(say(zhou, '还有')).rejects.toMatchObject({
    code: 'chat-too-fast',
    data: { retryAfterSeconds: 2 },
  });
  stage.world.clock.forward(2);
  await say(zhou, '还有', 2);
  await expect(say(zhou, '又来')).rejects.toThrow('chat-too-fast');
  await say(wang, '别人不受影响', 2);
  for (let n = 0; n < 5; n += 1) await say(stage.host, `主播 ${n}`);
  stage.world.clock.forward(60);
});

test('a banned word holds a shopper’s message for the host and stops the host before it is said', async () => {
  await stage.home.transact(stage.home.operator, (tx) => putBannedWords(tx, defaultBannedWords));
  const held = await say(wang, '这是全网最便宜吗', 1);
  expect(held.state).toBe('held');
  expect(await heard(1)).not.toContain('这是全网最便宜吗');
  await expect(say(stage.host, '全网 最便宜！')).rejects.toMatchObject({
    code: 'banned-word',
    field: 'text',
    data: { word: '全网最便宜', suggestion: '改说“今天街坊价”' },
  });
  const seen = await stage.home.transact(stage.host, (tx) => sessionState(tx, emptyStage, sessionId));
  expect(seen.chat.filter(({ state }) => state === 'held')).toMatchObject([{ messageId: held.messageId }]);
  const review = (actor: Actor, state: 'shown' | 'removed') =>
    stage.home.transact(actor, (tx) => reviewChat(tx, { sessionId, messageId: held.messageId, state }));
  await expect(review(stage.otherHost, 'shown')).rejects.toThrow('not-host');
  await review(stage.host, 'shown');
  expect(await heard(1)).toContain('这是全网最便宜吗');
  await review(stage.home.operator, 'removed');
  expect(await heard(1)).not.toContain('这是全网最便宜吗');
  const { rows } = await withClient(stage.world.url, (client) =>
    client.query('select state from chat_message where message_id = $1', [held.messageId]),
  );
  expect(rows).toEqual([{ state: 'removed' }]);
});

test('the list of banned words is kept by the alliance', async () => {
  const word = { word: '保真', suggestion: '说出检测单号' };
  const all = () => stage.home.transact(null, (tx) => listBannedWords(tx));
  await stage.home.transact(stage.home.operator, (tx) => putBannedWords(tx, [word]));
  expect(await all()).toContainEqual(word);
  await stage.home.transact(stage.home.operator, (tx) => removeBannedWord(tx, '保真'));
  expect(await all()).not.toContainEqual(word);
});

test('who is muted says nothing in any room until the time is over', async () => {
  stage.world.clock.forward(60);
  const mute = (actor: Actor) =>
    stage.home.transact(actor, (tx) =>
      mutePerson(tx, { sessionId, memberId: zhou.memberId, minutes: 10, reason: '刷屏' }),
    );
  await expect(mute(stage.otherHost)).rejects.toThrow('not-host');
  await mute(stage.host);
  await expect(say(zhou, '喂', 2)).rejects.toMatchObject({ code: 'muted' });
  const room = { sessionId, shopId: shopId(2) };
  const read = () => stage.home.transact(zhou, (tx) => getRoom(tx, { stage: emptyStage, media }, room));
  expect((await read()).mutedUntil).toEqual(new Date(stage.world.clock.now().getTime() + 600_000));
  stage.world.clock.forward(601);
  await say(zhou, '可以说了', 2);
  await mute(stage.host);
  await stage.home.transact(stage.host, (tx) => unmutePerson(tx, { sessionId, memberId: zhou.memberId }));
  stage.world.clock.forward(10);
  await say(zhou, '谢谢', 2);
  expect((await read()).mutedUntil).toBeNull();
});

test('who is banned neither talks nor sees a room, until they are let in again', async () => {
  stage.world.clock.forward(60);
  const room = { sessionId, shopId: shopId(1) };
  const read = () => stage.home.transact(zhou, (tx) => getRoom(tx, { stage: emptyStage, media }, room));
  const ban = { sessionId, memberId: zhou.memberId, minutes: 60, reason: '刷单', kind: 'ban' } as const;
  await stage.home.transact(stage.host, (tx) => mutePerson(tx, ban));
  await expect(say(zhou, '喂', 1)).rejects.toThrow('room-banned');
  await expect(read()).rejects.toThrow('room-banned');
  const isIn = (actor: Actor | null) => stage.home.transact(actor, (tx) => isWelcome(tx, sessionId));
  expect([await isIn(zhou), await isIn(wang), await isIn(null)]).toEqual([false, true, true]);
  await stage.home.transact(stage.host, (tx) => unmutePerson(tx, { sessionId, memberId: zhou.memberId }));
  expect((await read()).mutedUntil).toBeNull();
});

test('visitors count once per room, with the share that brought them', async () => {
  const room = { sessionId, shopId: shopId(1) };
  const share = await stage.home.transact(wang, (tx) => shareRoom(tx, room));
  const again = await stage.home.transact(wang, (tx) => shareRoom(tx, room));
  expect(again).toEqual(share);
  const enter = (actor: Actor | null, visitorKey: string, shareCode?: string) =>
    stage.home.transact(actor, (tx) =>
      enterRoom(tx, { ...room, visitorKey, ...(shareCode ? { shareCode } : {}) }),
    );
  await enter(null, 'browser-1', share.shareCode.toLowerCase());
  await enter(zhou, 'browser-1');
  await enter(null, 'browser-2', 'NOSUCH00');
  const { rows } = await withClient(stage.world.url, (client) =>
    client.query('select visitor_key, member_id, share_code from room_visit order by visitor_key'),
  );
  expect(rows).toEqual([
    { visitor_key: 'browser-1', member_id: zhou.memberId, share_code: share.shareCode },
    { visitor_key: 'browser-2', member_id: null, share_code: null },
  ]);
  const audience = await stage.home.transact(stage.host, (tx) => sessionAudience(tx, emptyStage, sessionId));
  expect(audience.visits).toBe(2);
  expect(audience.rooms.find((one) => one.shopId === room.shopId)!.visits).toBe(2);

  const resolved = await stage.home.transact(null, (tx) => resolveShares(tx, [share.shareCode, 'NOSUCH00']));
  expect([...resolved]).toEqual([
    [share.shareCode, { shareCode: share.shareCode, ...room, sharerMemberId: wang.memberId }],
  ]);
  const led = await stage.home.transact(null, (tx) => resolveShare(tx, share.shareCode));
  expect(led).toMatchObject(room);
  await expect(stage.home.transact(null, (tx) => resolveShare(tx, 'NOSUCH00'))).rejects.toThrow('not-found');
});

test('those who asked are told once when it starts, or that it does not', async () => {
  await stage.home.transact(stage.host, (tx) => endSession(tx, { sessionId }));
  await expect(say(wang, '还在吗')).rejects.toThrow('session-state');
  const coming = await stage.schedule();
  const room = { sessionId: coming, shopId: shopId(1) };
  const remind = (actor: Actor) => stage.home.transact(actor, (tx) => remindMe(tx, room));
  expect([await remind(wang), await remind(wang), await remind(zhou)]).toEqual([1, 1, 2]);
  expect(await stage.home.transact(zhou, (tx) => forgetReminder(tx, room))).toBe(1);
  expect(await stage.home.transact(null, (tx) => tellReminded(tx, coming))).toBe(0);
  await stage.home.transact(stage.host, (tx) => startReady(tx, coming));
  expect(await stage.home.transact(null, (tx) => tellReminded(tx, coming))).toBe(1);
  expect(await stage.home.transact(null, (tx) => tellReminded(tx, coming))).toBe(0);
  await expect(remind(zhou)).rejects.toThrow('session-state');

  const off = await stage.schedule({ hostMemberId: stage.otherHost.memberId });
  await stage.home.transact(zhou, (tx) => remindMe(tx, { ...room, sessionId: off }));
  await stage.home.transact(stage.home.operator, (tx) => cancelSession(tx, { sessionId: off }));
  expect(await stage.home.transact(null, (tx) => tellReminded(tx, off))).toBe(1);
  const { rows } = await withClient(stage.world.url, (client) =>
    client.query<{ kind: string; text: string }>(
      'select kind, text from notification order by created_at, kind desc',
    ),
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['session-started', 'session-cancelled']);
  expect(rows[0]!.text).toContain('早市第一场');
});
