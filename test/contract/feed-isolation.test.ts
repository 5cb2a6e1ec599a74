import { on, once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { neverWas, type PersonName } from './forbidden-calls.ts';
import type { SmallAlliance } from './small-world.ts';
import { openStand } from './stand.ts';

interface TopicLaw {
  /** The rows its ids name. */
  readonly ids: readonly string[];
  /** Who may listen in their own alliance; nobody needs to sign in where 'nobody' stands. */
  readonly listeners: readonly PersonName[];
}

const everybody: readonly PersonName[] = [
  ...(['nobody', 'shopper', 'stranger', 'operator', 'shop', 'otherShop', 'host', 'otherHost'] as const),
  ...(['courier', 'otherCourier', 'supplier', 'otherSupplier'] as const),
];

/** Who may hear what: said here a second time, and not read from the product. */
const law: Readonly<Record<string, TopicLaw>> = {
  room: { ids: ['sessionId', 'roomShopId'], listeners: everybody },
  session: { ids: ['sessionId'], listeners: ['operator', 'host'] },
  pool: { ids: ['poolId'], listeners: everybody },
  pools: { ids: [], listeners: everybody },
  board: { ids: [], listeners: ['operator', 'shop', 'otherShop', 'host', 'otherHost'] },
  order: { ids: ['orderGroupId'], listeners: ['shopper'] },
  shop: { ids: ['shopId'], listeners: ['operator', 'shop'] },
  courier: { ids: ['routeId'], listeners: ['operator', 'courier'] },
  overview: { ids: [], listeners: ['operator', 'shop', 'otherShop'] },
  import: { ids: ['importId'], listeners: ['operator'] },
};
const kinds = Object.keys(law);

let stand: Awaited<ReturnType<typeof openStand>>;

beforeAll(async () => {
  stand = await openStand();
  await stand.site.app.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => stand?.close());

interface Frame {
  readonly op: string;
  readonly topic?: string;
  readonly code?: string;
  readonly state?: unknown;
  readonly events?: readonly { readonly kind: string }[];
}

/** A page of this person, open under an alliance. */
async function listen(under: SmallAlliance, token: string | undefined) {
  const { slug } = under.founded;
  const headers = token ? { cookie: `lianbo_${slug}=${token}` } : {};
  const { port } = stand.site.app.app.server.address() as { port: number };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/feed?alliance=${slug}`, { headers });
  const frames = on(socket, 'message');
  await once(socket, 'open');
  async function hear(): Promise<Frame> {
    const { value } = (await frames.next()) as { value: [Buffer] };
    return JSON.parse(String(value[0])) as Frame;
  }
  return {
    hear,
    async ask(topic: string): Promise<Frame> {
      socket.send(JSON.stringify({ op: 'sub', topic }));
      return hear();
    },
    close: () => socket.terminate(),
  };
}

function topicOf(kind: string, { ids }: SmallAlliance, change = (id: unknown) => id): string {
  return [kind, ...law[kind]!.ids.map((field) => change(ids.common[field]))].join(':');
}

test('every kind of topic has its listeners named here', () => {
  expect(stand.site.topics.map(({ kind }) => kind).sort()).toEqual([...kinds].sort());
  expect(stand.site.topics.map(({ kind, idCount }) => [kind, idCount])).toEqual(
    stand.site.topics.map(({ kind }) => [kind, law[kind]!.ids.length]),
  );
});

test.each(kinds)('%s lets its listeners in and refuses everybody else', async (kind) => {
  const { home } = stand.both;
  const heard: Record<string, string> = {};
  const lawful: Record<string, string> = {};
  for (const name of everybody) {
    const page = await listen(home, home.people.get(name)?.token);
    const { op, code } = await page.ask(topicOf(kind, home));
    page.close();
    heard[name] = code ?? op;
    const no = name === 'nobody' ? 'sign-in-needed' : 'not-allowed';
    lawful[name] = law[kind]!.listeners.includes(name) ? 'state' : no;
  }
  expect(heard).toEqual(lawful);
});

test.each(kinds)('%s knows no session of another alliance', async (kind) => {
  const { home, far } = stand.both;
  const name = law[kind]!.listeners[0]!;
  const page = await listen(home, (far.people.get(name) ?? far.people.get('operator')!).token);
  const { op, code } = await page.ask(topicOf(kind, home));
  page.close();
  expect(code ?? op).toBe(law[kind]!.listeners.includes('nobody') ? 'state' : 'sign-in-needed');
});

test.each(kinds.filter((kind) => law[kind]!.ids.length > 0))(
  '%s of another alliance is like one that never was, and silent',
  async (kind) => {
    const { home, far } = stand.both;
    for (const name of law[kind]!.listeners) {
      const page = await listen(far, far.people.get(name)?.token);
      const topic = topicOf(kind, home);
      const { topic: _asked, ...foreign } = await page.ask(topic);
      const { topic: _nowhere, ...never } = await page.ask(topicOf(kind, home, neverWas));
      expect([name, without(foreign)]).toEqual([name, without(never)]);
      const isIn = foreign.op === 'state';
      expect(isIn ? await newsOn(topic, page.hear) : ours).toEqual(ours);
      page.close();
    }
  },
);

const ours = [{ kind: 'ours' }];

/** What a page of the far alliance hears when both alliances publish on a topic of this name. */
async function newsOn(name: string, hear: () => Promise<Frame>): Promise<Frame['events']> {
  const { home, far } = stand.both;
  stand.site.feed.publish({ allianceId: home.founded.allianceId, name }, said('theirs'));
  stand.site.feed.publish({ allianceId: far.founded.allianceId, name }, said('ours'));
  return (await hear()).events;
}

function said(kind: string) {
  return { mode: 'each', event: { kind } } as const;
}

/** Topics number their frames each from their own start. */
function without(frame: object): object {
  return Object.fromEntries(Object.entries(frame).filter(([name]) => name !== 'seq'));
}

test.each(['', ':', 'room', 'pools:', 'order:x', '__proto__', 'constructor', 'pool:__proto__', 'shop::'])(
  'there is no topic "%s"',
  async (topic) => {
    const page = await listen(stand.both.home, stand.both.home.people.get('operator')!.token);
    expect(await page.ask(topic)).toMatchObject({ op: 'refused', code: 'not-found' });
    page.close();
  },
);
