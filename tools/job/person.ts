import { WebSocket } from 'ws';
import { ApiProblem, makeClient, type Client } from '../../web/kit/client/client.ts';

/** One user at a browser of their own: cookies, the typed client, a feed socket. Nothing but HTTP and WebSocket. */
export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly api: Client;
  /** Ids are known after signing in. */
  memberId: string;
  /** Listens to topics and counts what arrives; `events` are those of one kind. */
  listen(topics: readonly string[]): Promise<void>;
  events(kind: string): readonly FeedEvent[];
  leave(): void;
}

export interface FeedEvent {
  readonly topic: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The last events kept per person; a job hears a few hundred. */
const keptEvents = 5_000;
const joinTimeoutMs = 10_000;

export function arrive(origin: string, slug: string, name: string, phone: string): Person {
  const cookies = new Map<string, string>();
  const heard: FeedEvent[] = [];
  let socket: WebSocket | null = null;
  const cookieHeader = () => [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
  const api = makeClient({
    newKey: () => crypto.randomUUID(),
    pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
    async send({ method, url, headers, body }) {
      const response = await fetch(new URL(url, origin), {
        method,
        body,
        headers: { ...headers, origin, 'x-lianbo-alliance': slug, cookie: cookieHeader() },
      });
      for (const cookie of response.headers.getSetCookie()) {
        const [key, value] = cookie.split(';')[0]!.split('=') as [string, string];
        cookies.set(key, value);
      }
      const json: unknown = await response.json().catch(() => null);
      const retryAfter = Number(response.headers.get('retry-after'));
      return { status: response.status, json, retryAfterSeconds: retryAfter > 0 ? retryAfter : null };
    },
  });
  return {
    name,
    phone,
    api,
    memberId: '',
    async listen(topics) {
      const address = new URL(`/feed?alliance=${slug}`, origin.replace('http', 'ws'));
      socket = new WebSocket(address, { headers: { origin, cookie: cookieHeader() } });
      await joinTopics(socket, topics, (event) => {
        if (heard.length < keptEvents) heard.push(event);
      });
    },
    events: (kind) => heard.filter((event) => event.kind === kind),
    leave: () => socket?.close(),
  };
}

function joinTopics(
  socket: WebSocket,
  topics: readonly string[],
  hear: (event: FeedEvent) => void,
): Promise<void> {
  const waiting = new Set(topics);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The feed did not answer for ${[...waiting].join(', ')}`)),
      joinTimeoutMs,
    );
    socket.on('error', reject);
    socket.on('open', () => {
      for (const topic of topics) socket.send(JSON.stringify({ op: 'sub', topic }));
    });
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as {
        op: string;
        topic: string;
        code?: string;
        events?: { kind: string }[];
      };
      if (frame.op === 'refused') reject(new Error(`The feed refused ${frame.topic}: ${frame.code}`));
      for (const event of frame.events ?? []) hear({ ...event, topic: frame.topic });
      if (frame.op !== 'state') return;
      waiting.delete(frame.topic);
      if (waiting.size > 0) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The refusal code a call must end in; anything else is a failed guarantee. */
export async function refusedWith(code: string, call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === code) return;
    throw error;
  }
  throw new Error(`Expected the refusal ${code}, but it was accepted`);
}
