import type { Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import { clientFrame } from '../../../contract/feed.ts';
import type { Funnel } from '../../engines/db/funnel.ts';
import type { Scope } from '../../engines/db/tx.ts';
import type { FeedFrame } from '../../engines/feed/frame.ts';
import type { FeedEngine } from '../../engines/feed/port.ts';
import type { Clock } from '../../kernel/clock.ts';
import { Refusal } from '../../kernel/refusal.ts';
import {
  closeCodes,
  frameBurst,
  framesPerSecond,
  partingMillis,
  queueBytes,
  topicsPerSocket,
} from './limits.ts';
import { parseTopic, type TopicKind } from './topic-kind.ts';
import { wireOf } from './wire.ts';

export interface ConnectionDeps {
  readonly feed: FeedEngine;
  readonly funnel: Funnel;
  readonly clock: Clock;
  readonly topics: readonly TopicKind[];
  /** Reading a topic failed: the connection is closed and the client comes back. */
  readonly onError: (error: unknown) => void;
}

/** One client. Its frames are taken one after the other; what it hears is bounded by its own pace. */
export class Connection {
  readonly scope: Scope;
  readonly #socket: WebSocket;
  /** The bare connection: frames shared by many are written to it as they are. */
  readonly #pipe: Writable;
  readonly #mayDeflate: boolean;
  readonly #deps: ConnectionDeps;
  readonly #leaves = new Map<string, () => void>();
  #work: Promise<void> = Promise.resolve();
  #credit = frameBurst;
  #creditAtMillis = performance.now();
  #isGone = false;

  constructor(socket: WebSocket, pipe: Writable, scope: Scope, deps: ConnectionDeps) {
    this.#socket = socket;
    this.#pipe = pipe;
    this.#mayDeflate = socket.extensions.includes('permessage-deflate');
    this.scope = scope;
    this.#deps = deps;
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#leaveAll());
    socket.on('message', (data, isBinary) => this.#hear(isBinary ? null : String(data)));
  }

  /** Tells the client to go, with a code of `closeCodes`; one that does not is cut off. */
  close(code: number, reason: string): void {
    this.#leaveAll();
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), partingMillis).unref();
  }

  #leaveAll(): void {
    this.#isGone = true;
    for (const leave of this.#leaves.values()) leave();
    this.#leaves.clear();
  }

  #hear(text: string | null): void {
    if (this.#isGone) return;
    if (!this.#mayTalk()) return this.close(closeCodes.tooManyFrames, 'too many frames');
    const frame = clientFrame.safeParse(parseJson(text));
    if (!frame.success) return this.close(closeCodes.badFrame, 'not a frame of the feed');
    this.#work = this.#work
      .then(() => this.#obey(frame.data))
      .catch((error: unknown) => {
        // A topic whose row is gone says no like a door does.
        if (!(error instanceof Refusal) || frame.data.op !== 'sub') throw error;
        this.#refuse(frame.data.topic, error.code);
      })
      .catch((error: unknown) => {
        this.#deps.onError(error);
        this.close(closeCodes.goingAway, 'please come back');
      });
  }

  /** A bucket of frames that fills again by and by; it also bounds the frames waiting in `#work`. */
  #mayTalk(): boolean {
    const nowMillis = performance.now();
    const earned = ((nowMillis - this.#creditAtMillis) / 1_000) * framesPerSecond;
    this.#credit = Math.min(frameBurst, this.#credit + earned) - 1;
    this.#creditAtMillis = nowMillis;
    return this.#credit >= 0;
  }

  async #obey(frame: typeof clientFrame._output): Promise<void> {
    if (this.#isGone) return;
    if (frame.op === 'ping') return this.#send({ op: 'pong', now: this.#deps.clock.now().toISOString() });
    // A second `sub` of a topic asks for what was missed: the first one ends.
    this.#leaves.get(frame.topic)?.();
    this.#leaves.delete(frame.topic);
    if (frame.op === 'sub') await this.#join(frame.topic, frame.since);
  }

  async #join(name: string, since: number | undefined): Promise<void> {
    const { feed, funnel, topics } = this.#deps;
    const found = parseTopic(topics, name);
    if (!found) return this.#refuse(name, 'not-found');
    if (this.#leaves.size >= topicsPerSocket) return this.#refuse(name, 'too-many-requests');
    const { kind, ids } = found;
    const { mayListen } = kind;
    if (mayListen && !(await funnel.read(this.scope, async (db) => mayListen(db, ids))))
      return this.#refuse(name, this.scope.actor ? 'not-allowed' : 'sign-in-needed');
    const everyone: Scope = { allianceId: this.scope.allianceId, actor: null };
    const leave = await feed.join(
      { allianceId: this.scope.allianceId, name },
      { send: (frame) => this.#pass(frame) },
      { since, readState: () => funnel.read(everyone, (db) => kind.readState(db, ids)) },
    );
    if (this.#isGone) leave();
    else this.#leaves.set(name, leave);
  }

  #refuse(topic: string, code: string): void {
    this.#send({ op: 'refused', topic, code });
  }

  #send(frame: object): void {
    // Never compressed by the library: it would do so later, and what is written past it would overtake.
    if (this.#mayWrite()) this.#socket.send(JSON.stringify(frame), { compress: false });
  }

  #pass(frame: FeedFrame): void {
    if (this.#mayWrite()) this.#pipe.write(wireOf(frame, this.#mayDeflate));
  }

  #mayWrite(): boolean {
    if (this.#isGone || this.#socket.readyState !== this.#socket.OPEN) return false;
    if (this.#pipe.writableLength <= queueBytes) return true;
    this.close(closeCodes.tooSlow, 'too slow');
    return false;
  }
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
