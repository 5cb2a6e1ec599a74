import { createClient } from 'redis';
import type { FeedFrame } from '../frame.ts';
import { heardScript, liftScript, lookScript, sayScript } from './scripts.ts';

/** A server that is away is asked again this often. */
const retryMillis = 500;
/** A connection that answers nothing for so long is given up. */
const silentMillis = 10_000;
const pingMillis = 3_000;
/** Topics asked about in one call. */
const askedMax = 500;

export interface LineOptions {
  readonly url: string;
  readonly prefix: string;
  /** A frame of a topic that was asked for with `hear`. */
  readonly onFrame: (key: string, frame: FeedFrame) => void;
  /** Both connections are there again, after the start or a loss. */
  readonly onWhole: () => void;
  /** Told once per loss. */
  readonly onBroken: (error: Error) => void;
}

/** What Redis does for the feed: one connection speaks, one listens. Every call fails while the server is away. */
export interface Line {
  /** Connects, for as long as it takes. Resolves when connected, or when that has failed once. */
  start(): Promise<void>;
  isWhole(): boolean;
  /** Numbers a delta, keeps it for those who missed it and sends it to all nodes. */
  say(key: string, delta: { readonly before: string; readonly after: string }): Promise<void>;
  /** The number of a topic and the frames before it. */
  look(key: string): Promise<{ seq: number; frames: FeedFrame[] }>;
  /** Whether any node listens; when none does, numbers known so far lead to the state. */
  isHeard(key: string): Promise<boolean>;
  /** Goes on with numbers beyond `seq` and all given so far; answers the last one. */
  lift(key: string, seq: number): Promise<number>;
  hear(key: string): Promise<void>;
  stopHearing(key: string): void;
  /** Short messages between nodes, beside the topics. */
  tellNodes(text: string): Promise<void>;
  hearNodes(listener: (text: string) => void): Promise<void>;
  close(): void;
}

export function openLine({ url, prefix, onFrame, onWhole, onBroken }: LineOptions): Line {
  const { speaking, hearing, ...both } = openClients({ url, onWhole, onBroken });
  const channelOf = (key: string) => `${prefix}news ${key}`;
  const keysOf = (key: string) => [`${prefix}head ${key}`, `${prefix}ring ${key}`];
  function onMessage(message: string, channel: string): void {
    onFrame(channel.slice(channelOf('').length), parseKept(message));
  }
  function run(script: string, keys: readonly string[], ...args: string[]): Promise<unknown> {
    return speaking.eval(script, { keys: [...keys], arguments: args });
  }
  const ask = gatherQuestions(async (asked) => {
    const heard = (await run(heardScript, asked.flatMap(keysOf), ...asked.map(channelOf))) as number[];
    return heard.map((count) => count > 0);
  });

  return {
    ...both,
    say: async (key, { before, after }) =>
      void (await run(sayScript, keysOf(key), channelOf(key), before, after)),
    async look(key) {
      const [seq, ...kept] = (await run(lookScript, keysOf(key))) as [string, ...string[]];
      return { seq: Number(seq), frames: kept.map(parseKept) };
    },
    isHeard: ask,
    lift: async (key, seq) => Number(await run(liftScript, keysOf(key), String(seq))),
    hear: (key) => hearing.subscribe(channelOf(key), onMessage),
    stopHearing(key) {
      // While the server is away nothing is heard anyway; frames of a topic nobody has are answered by this call again.
      if (hearing.isReady) hearing.unsubscribe(channelOf(key), onMessage).catch(() => undefined);
    },
    tellNodes: async (text) => void (await speaking.publish(`${prefix}nodes`, text)),
    hearNodes: (listener) => hearing.subscribe(`${prefix}nodes`, listener),
  };
}

/** The two connections, and whether both are there. */
function openClients({ url, onWhole, onBroken }: Pick<LineOptions, 'url' | 'onWhole' | 'onBroken'>) {
  const options = {
    url,
    disableOfflineQueue: true,
    pingInterval: pingMillis,
    socket: { reconnectStrategy: () => retryMillis, socketTimeout: silentMillis },
  } as const;
  const [speaking, hearing] = [createClient(options), createClient(options)];
  let wasWhole = false;
  let isClosed = false;

  const isWhole = () => speaking.isReady && hearing.isReady;
  function onReady(): void {
    if (isClosed || wasWhole || !isWhole()) return;
    wasWhole = true;
    onWhole();
  }
  function onLoss(error: Error): void {
    if (isClosed || !wasWhole) return;
    wasWhole = false;
    onBroken(error);
  }
  for (const client of [speaking, hearing]) {
    client.on('ready', onReady);
    client.on('error', onLoss);
    client.on('end', () => onLoss(new Error('the connection ended')));
  }
  return {
    speaking,
    hearing,
    isWhole,
    async start() {
      const connecting = Promise.all([speaking.connect(), hearing.connect()]);
      connecting.catch((error: unknown) => onLoss(error as Error));
      const failed = new Promise((resolve) => speaking.once('error', resolve));
      await Promise.race([connecting, failed]);
    },
    close() {
      isClosed = true;
      speaking.destroy();
      hearing.destroy();
    },
  };
}

/** "<seq> <frame>" */
function parseKept(kept: string): FeedFrame {
  const space = kept.indexOf(' ');
  return { seq: Number(kept.slice(0, space)), text: kept.slice(space + 1) };
}

type Ask = (asked: readonly string[]) => Promise<readonly boolean[]>;

/** All that is asked within one turn of the loop becomes one question: topics share their ticks. */
function gatherQuestions(ask: Ask): (key: string) => Promise<boolean> {
  interface Question {
    readonly key: string;
    readonly answer: PromiseWithResolvers<boolean>;
  }
  let waiting: Question[] = [];
  async function askSome(some: readonly Question[]): Promise<void> {
    try {
      const answers = await ask(some.map(({ key }) => key));
      some.forEach(({ answer }, i) => answer.resolve(answers[i]!));
    } catch (error) {
      for (const { answer } of some) answer.reject(error);
    }
  }
  function askAll(): void {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += askedMax) void askSome(all.slice(from, from + askedMax));
  }
  return (key) => {
    const answer = Promise.withResolvers<boolean>();
    if (waiting.push({ key, answer }) === 1) setImmediate(askAll);
    return answer.promise;
  };
}
