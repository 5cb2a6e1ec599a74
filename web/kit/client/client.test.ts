import { expect, test } from 'vitest';
import { ApiProblem, makeClient, type Transport } from './client.ts';

type Order = Parameters<ReturnType<typeof makeClient>['ordering']['placeOrder']>[0];
const order: Order = { lines: [], fulfil: { kind: 'pickup', pickupShopId: 'shop' } };
const busy = { status: 503, json: { kind: 'refusal', code: 'busy', message: '' }, retryAfterSeconds: 1 };
const placed = { status: 200, json: { orderGroupId: 'group' }, retryAfterSeconds: null };

/** A server that answers in this order, the last answer for ever, and a clock that only writes down the pauses. */
function facing(...answers: Awaited<ReturnType<Transport['send']>>[]) {
  const sent: { body: string | Blob | null; key: string | undefined }[] = [];
  const pauses: number[] = [];
  let keys = 0;
  const client = makeClient({
    newKey: () => `key-${(keys += 1)}`,
    pause: async (millis) => void pauses.push(millis),
    async send({ body, headers }) {
      sent.push({ body, key: headers['idempotency-key'] });
      return answers[Math.min(sent.length, answers.length) - 1]!;
    },
  });
  return { client, sent, pauses };
}

test('a busy server is asked again under the same key, not before the time it names', async () => {
  const { client, sent, pauses } = facing(busy, busy, placed);
  expect(await client.ordering.placeOrder(order)).toEqual({ orderGroupId: 'group' });
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['key-1']));
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  expect(pauses).toHaveLength(2);
  expect(pauses.every((millis) => millis >= 1_000)).toBe(true);
});

test('a crowd that was refused together comes back spread out', async () => {
  const shoppers = Array.from({ length: 50 }, () => facing(busy, placed));
  await Promise.all(shoppers.map(({ client }) => client.ordering.placeOrder(order)));
  const pauses = shoppers.map(({ pauses: [first] }) => first!);
  expect(Math.max(...pauses) - Math.min(...pauses)).toBeGreaterThan(200);
});

test('a server that stays busy is left alone in the end, and the page is told', async () => {
  const { client, sent } = facing(busy);
  const answer = await client.ordering.placeOrder(order).catch((error: unknown) => error);
  expect(answer).toBeInstanceOf(ApiProblem);
  expect(answer).toMatchObject({ status: 503, code: 'busy' });
  expect(sent).toHaveLength(6);
});

test('a refusal is no reason to ask again', async () => {
  const refused = {
    status: 409,
    json: { kind: 'refusal', code: 'sold-out', message: '' },
    retryAfterSeconds: null,
  };
  const { client, sent, pauses } = facing(refused, placed);
  await expect(client.ordering.placeOrder(order)).rejects.toMatchObject({ code: 'sold-out' });
  expect([sent.length, pauses.length]).toEqual([1, 0]);
});
