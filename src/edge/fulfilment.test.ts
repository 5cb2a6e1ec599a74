import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '../../contract/index.ts';
import type { Endpoint, Input, Output } from '../../contract/endpoint.ts';
import { openApp, type TestApp } from '../../test/worlds/app.ts';
import { openWaveWorld, type WaveWorld } from '../../test/worlds/waves.ts';
import { completeStop, startRoute } from '../domains/fulfilment/index.ts';
import { startSession } from '../domains/membership/index.ts';
import { openDiskFiles } from '../engines/files/disk.ts';
import { hashToken, newCode, newToken } from '../engines/token.ts';
import type { Actor } from '../kernel/actor.ts';
import { fulfilmentDoors } from './fulfilment.ts';

const { fulfilment } = contract;
const folder = mkdtempSync(join(tmpdir(), 'lianbo-claims-'));
const files = openDiskFiles(folder);
const doors = fulfilmentDoors({ files, newCode });
let waves: WaveWorld;
let server: TestApp;
beforeAll(async () => {
  waves = await openWaveWorld();
  server = await openApp(waves.world, doors);
});
afterAll(async () => {
  await server.app.close();
  await waves.world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Through the door as the binder opens it, and the answer as it must travel. */
async function open<E extends Endpoint>(
  endpoint: E,
  actor: Actor | null,
  input: Input<E>,
): Promise<Output<E>> {
  const door = doors.find((one) => one.endpoint === endpoint)!;
  const answer = await door.run({
    funnel: waves.world.app,
    scope: { allianceId: waves.home.allianceId, actor },
    input: input as never,
    call: { slug: waves.home.slug, idempotencyKey: null } as never,
    operation: 'test',
    dryRun: false,
    afterAct: async () => {},
  });
  z.encode(endpoint.output, answer as never);
  return answer as Output<E>;
}

async function tokenOf({ memberId }: Actor): Promise<string> {
  const token = newToken();
  await waves.home.transact(null, (tx) =>
    startSession(tx, { memberId, tokenHash: hashToken(token), replaces: null }),
  );
  return token;
}

async function send(
  method: 'GET' | 'POST',
  url: string,
  actor: Actor,
  photo?: { type: string; bytes: Buffer },
) {
  const answer = await server.app.inject({
    method,
    url,
    headers: { 'x-lianbo-alliance': waves.home.slug, ...(photo ? { 'content-type': photo.type } : {}) },
    cookies: { [`lianbo_${waves.home.slug}`]: await tokenOf(actor) },
    ...(photo ? { payload: photo.bytes } : {}),
  });
  return {
    status: answer.statusCode,
    bytes: answer.rawPayload,
    json: () => answer.json<Record<string, unknown>>(),
  };
}

async function photo(): Promise<{ type: string; bytes: Buffer }> {
  const picture = sharp({ create: { width: 800, height: 600, channels: 3, background: '#933' } });
  return {
    type: 'image/jpeg',
    bytes: await picture
      .jpeg()
      .withExif({ IFD0: { Copyright: 'x' } })
      .toBuffer(),
  };
}

const door = { building: '6 栋', room: '1201', lng: 120.2105, lat: 30.2505 };

/** An order of three pieces at ¥15, delivered. */
async function delivered(): Promise<{ buyer: Actor; orderGroupId: string; orderLineId: string }> {
  const shelf = await waves.stockItem(10);
  const buyer = await waves.shopper();
  const { orderGroupId } = await waves.purchase(buyer, await waves.door(buyer, door), shelf.line(3));
  const wave = await waves.packed();
  const courier = waves.couriers[0]!;
  const { routeId, stops } = wave.routes[0]!;
  await waves.home.transact(courier, (tx) => startRoute(tx, routeId));
  for (const { stopId } of stops) {
    await waves.home.transact(courier, (tx) => completeStop(tx, { stopId, outcome: 'done', failReason: '' }));
  }
  return { buyer, orderGroupId, orderLineId: wave.allocations[0]!.orderLineId };
}
const claimUrl = (orderLineId: string, quantity = 1) =>
  `/api/me/claims?orderLineId=${orderLineId}&quantity=${quantity}&note=${encodeURIComponent('烂了一个')}`;

test('every endpoint of the contract has its door, once', () => {
  const paths = (endpoints: readonly Endpoint[]) =>
    endpoints.map(({ method, path }) => `${method} ${path}`).sort();
  expect(paths(doors.map(({ endpoint }) => endpoint))).toEqual(paths(Object.values(fulfilment)));
});

describe('a claim', () => {
  test('with a photo is opened once, seen by those it concerns, accepted and refunded', async () => {
    const { buyer, orderGroupId, orderLineId } = await delivered();
    const opened = await send('POST', claimUrl(orderLineId), buyer, await photo());
    expect(opened.status).toBe(200);
    const claim = opened.json();
    expect(claim).toMatchObject({
      ...{ orderGroupId, orderLineId, quantity: 1, state: 'open', askedFen: '1500', liable: 'seller' },
      note: '烂了一个',
      sellerShopName: '桂花里 0 号店',
    });
    expect((await send('POST', claimUrl(orderLineId), buyer, await photo())).json()).toMatchObject({
      code: 'claim-open',
    });

    const claimId = String(claim['claimId']);
    const [owner, otherOwner] = waves.home.owners as [Actor, Actor];
    for (const who of [buyer, owner, waves.home.operator]) {
      const { status, bytes } = await send('GET', String(claim['photoUrl']), who);
      expect(status).toBe(200);
      const { format, exif } = await sharp(bytes).metadata();
      expect([format, exif]).toEqual(['webp', undefined]);
    }
    for (const who of [await waves.shopper(), otherOwner, waves.couriers[0]!]) {
      expect((await send('GET', String(claim['photoUrl']), who)).status).toBe(404);
    }
    const listed = await open(fulfilment.listClaims, owner, { limit: 10 });
    expect(listed.rows.map((row) => row.claimId)).toEqual([claimId]);
    expect((await open(fulfilment.listClaims, otherOwner, { limit: 10 })).rows).toEqual([]);

    const decide = (who: Actor, refundFen?: bigint) =>
      open(fulfilment.decideClaim, who, { claimId, accept: true, refundFen, note: '对不起' });
    await expect(decide(otherOwner)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(decide(owner, 4_501n)).rejects.toMatchObject({
      code: 'refund-over-paid',
      field: 'refundFen',
    });
    expect(await decide(owner, 1_200n)).toMatchObject({
      state: 'accepted',
      refundFen: 1_200n,
      answer: '对不起',
    });
    await expect(decide(owner)).rejects.toMatchObject({ code: 'claim-state' });
    const { rows } = await open(fulfilment.getTracking, buyer, { orderGroupId });
    expect(rows[0]!.events.map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^退款 ¥12\.00/), '售后通过，退款 ¥12.00：对不起']),
    );
  });

  test('that is refused may be made again', async () => {
    const { buyer, orderLineId } = await delivered();
    const first = (await send('POST', claimUrl(orderLineId), buyer, await photo())).json();
    const claimId = String(first['claimId']);
    await open(fulfilment.decideClaim, waves.home.operator, { claimId, accept: false, note: '看不清' });
    expect((await send('POST', claimUrl(orderLineId), buyer, await photo())).status).toBe(200);
  });

  test('needs a line of one’s own, delivered, in time, no more pieces than came, and a real picture', async () => {
    const { buyer, orderLineId } = await delivered();
    const stranger = await waves.shopper();
    expect((await send('POST', claimUrl(orderLineId), stranger, await photo())).status).toBe(404);
    expect((await send('POST', claimUrl(orderLineId, 4), buyer, await photo())).json()).toMatchObject({
      code: 'quantity-over-order',
      field: 'quantity',
    });
    const text = { type: 'image/png', bytes: Buffer.from('<svg onload=alert(1)>') };
    expect((await send('POST', claimUrl(orderLineId), buyer, text)).json()).toMatchObject({
      code: 'file-type',
    });
    waves.world.clock.forward(49 * 3_600);
    expect((await send('POST', claimUrl(orderLineId), buyer, await photo())).json()).toMatchObject({
      code: 'claim-too-late',
      data: { hours: 48 },
    });
  });
});

describe('tracking', () => {
  test('names seller and sender, the courier’s way and time, stop by stop', async () => {
    const shelf = await waves.stockItem(10);
    const buyers: { buyer: Actor; orderGroupId: string }[] = [];
    for (const i of [0, 1]) {
      const buyer = await waves.shopper();
      const place = { ...door, room: `${i}`, lng: 120.2105 + i * 0.01 };
      const { orderGroupId } = await waves.purchase(buyer, await waves.door(buyer, place), shelf.line(1));
      buyers.push({ buyer, orderGroupId });
    }
    const track = async (at: number) => {
      const { buyer, orderGroupId } = buyers[at]!;
      return (await open(fulfilment.getTracking, buyer, { orderGroupId })).rows;
    };
    expect(await track(0)).toMatchObject([{ state: 'preparing', fulfillerName: null, courierName: null }]);
    const wave = await waves.packed();
    expect(await track(0)).toMatchObject([
      { state: 'picked', fulfillerName: '桂花里 0 号店', sellerShopName: '桂花里 0 号店', isOnBehalf: false },
    ]);
    const courier = waves.couriers[0]!;
    await waves.home.transact(courier, (tx) => startRoute(tx, wave.routes[0]!.routeId));
    const [load, first] = wave.routes[0]!.stops;
    expect(await track(1)).toMatchObject([
      { state: 'on-the-way', courierName: '小赵0', stopsBefore: 2, courierAt: null },
    ]);
    for (const { stopId } of [load!, first!]) {
      await open(fulfilment.completeStop, courier, { stopId, outcome: 'done', failReason: '' });
    }
    const [row] = await track(1);
    expect(row).toMatchObject({ stopsBefore: 0, place: { lng: 120.2205, lat: 30.2505 } });
    expect(row!.courierAt).toEqual({ lng: Math.round(first!.lng * 1_000) / 1_000, lat: 30.251 });
    expect(row!.path.at(-1)).toEqual(row!.place);
    expect(row!.etaAt! > waves.world.clock.now()).toBe(true);
    expect(await track(0)).toMatchObject([{ state: 'done', courierName: null, path: [] }]);
    const stranger = await waves.shopper();
    const { orderGroupId } = buyers[0]!;
    await expect(open(fulfilment.getTracking, stranger, { orderGroupId })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('notices', () => {
  const texts = () =>
    waves.home.transact(null, async (tx) => {
      const { rows } = await sql<{ kind: string; text: string; member_id: string }>`
        select kind, text, member_id from notification order by notification_id`.execute(tx);
      return rows;
    });

  test('the next shopper on the way is told once, and who has parcels at a point gets the code', async () => {
    await waves.relay();
    const before = (await texts()).length;
    const shelf = await waves.stockItem(10);
    const [home, point] = [await waves.shopper(), await waves.shopper()];
    await waves.purchase(home, await waves.door(home, door), shelf.line(1));
    const { orderGroupId } = await waves.purchase(point, waves.pickupAt(2), shelf.line(1));
    const wave = await waves.packed();
    const courier = waves.couriers[0]!;
    await waves.home.transact(courier, (tx) => startRoute(tx, wave.routes[0]!.routeId));
    await waves.relay();
    for (const { stopId } of wave.routes[0]!.stops) {
      await open(fulfilment.completeStop, courier, { stopId, outcome: 'done', failReason: '' });
      await waves.relay();
    }
    const [row] = (await open(fulfilment.getTracking, point, { orderGroupId })).rows;
    const told = (await texts()).slice(before);
    expect(told.map(({ kind, member_id }) => [kind, member_id]).sort()).toEqual(
      [
        ['arrived', point.memberId],
        ['courier-next', home.memberId],
      ].sort(),
    );
    expect(told.find(({ kind }) => kind === 'arrived')!.text).toContain(`取货码 ${row!.pickupCode}`);
    expect(row).toMatchObject({ state: 'at-pickup', pickupPointName: '桂花里 2 号店' });
  });
});
