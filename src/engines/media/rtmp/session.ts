import type { Hub } from '../hub/hub.ts';
import type { Stream } from '../hub/stream.ts';
import type { Link } from '../hub/viewer.ts';
import type { MediaAction, MediaGrant, TokenRefusal } from '../port.ts';
import { type AmfObject, type AmfValue, readAmf, writeAmf } from './amf0.ts';
import { ChunkReader } from './chunk-reader.ts';
import { mediaStreamId, openRtmpDialect, outgoingChunkBytes } from './dialect.ts';
import { Handshake } from './handshake.ts';
import { firstChunkBytes, messageType, RtmpFault, type RtmpMessage, u32 } from './messages.ts';
import { RtmpPublisher } from './publisher.ts';
import { splitStreamKey } from './stream-key.ts';
import { writeChunks } from './write-chunks.ts';

export interface RtmpDoor {
  readonly hub: Hub;
  readonly authorize: (action: MediaAction, token: string) => MediaGrant | TokenRefusal;
  readonly nowMillis: () => number;
  /** Said once per connection that was turned away. */
  readonly refused: (reason: string) => void;
}

/** Bytes the other side may send before it hears that they came (5.4.4). */
const windowBytes = 2_500_000;
const controlChunkStream = 2;
const commandChunkStream = 3;

type Role =
  | { readonly type: 'none' }
  | { readonly type: 'publisher'; readonly publisher: RtmpPublisher; readonly stream: Stream }
  | { readonly type: 'player'; readonly leave: () => void };

/** One RTMP connection: handshake, commands, then frames one way or the other. Bytes in and out; no socket of its own. */
export class RtmpSession {
  readonly #door: RtmpDoor;
  readonly #link: Link;
  readonly #handshake = new Handshake();
  readonly #reader = new ChunkReader();
  #connectQuery = '';
  #isConnected = false;
  #role: Role = { type: 'none' };
  #chunkBytes = firstChunkBytes;
  #receivedBytes = 0;
  #acknowledgedBytes = 0;
  #isOver = false;

  constructor(door: RtmpDoor, link: Link) {
    this.#door = door;
    this.#link = link;
  }

  get role(): Role['type'] {
    return this.#role.type;
  }

  /** Takes what the network brought. Ends the connection itself when the peer breaks the protocol. */
  take(bytes: Buffer): void {
    if (this.#isOver) return;
    try {
      this.#receivedBytes += bytes.length;
      const rest = this.#handshake.take(bytes, (answer) => this.#link.send(answer));
      for (const message of rest.length > 0 ? this.#reader.push(rest) : []) {
        this.#obey(message);
        if (this.#isOver) return;
      }
      this.#acknowledge();
    } catch (error) {
      if (!(error instanceof RtmpFault)) throw error;
      this.#refuse(error.message);
    }
  }

  /** The connection is gone. */
  leave(): void {
    const role = this.#role;
    this.#isOver = true;
    this.#role = { type: 'none' };
    if (role.type === 'publisher') role.stream.lose(this.#link, this.#door.nowMillis());
    else if (role.type === 'player') role.leave();
  }

  #obey(message: RtmpMessage): void {
    const { typeId, body } = message;
    if (typeId === messageType.audio || typeId === messageType.video) return this.#frame(message);
    // AMF3 commands are AMF0 behind one byte, whoever sends them.
    if (typeId === messageType.commandAmf3) return this.#command(body.subarray(1));
    if (typeId === messageType.command) return this.#command(body);
    // What an encoder says of itself is read from its configurations instead.
    if (!Object.values<number>(messageType).includes(typeId))
      throw new RtmpFault(`a message of type ${typeId}`);
  }

  #frame(message: RtmpMessage): void {
    const role = this.#role;
    if (role.type !== 'publisher') throw new RtmpFault('media before publish');
    const problem = role.publisher.take(message, this.#door.nowMillis());
    if (problem !== null) this.#turnAway('NetStream.Publish.Rejected', problem);
  }

  #command(body: Buffer): void {
    const values = readAmf(body);
    const [name, transaction] = values ?? [];
    if (values === null || typeof name !== 'string' || typeof transaction !== 'number')
      throw new RtmpFault('an unreadable command');
    if (name === 'connect') return this.#connect(transaction, values[2]);
    if (!this.#isConnected) throw new RtmpFault('a command before connect');
    if (name === 'createStream') this.#reply('_result', transaction, null, mediaStreamId);
    else if (name === 'publish') this.#publish(values[3]);
    else if (name === 'play') this.#play(values[3]);
    else if (name === 'FCUnpublish' || name === 'deleteStream' || name === 'closeStream') this.#goodbye();
    // Players ask for lengths and bandwidth and wait for the answer.
    else if (transaction > 0) this.#reply('_result', transaction, null, null);
  }

  #connect(transaction: number, settings: AmfValue | undefined): void {
    if (this.#isConnected) throw new RtmpFault('a second connect');
    this.#isConnected = true;
    const { app, tcUrl } = isObject(settings) ? settings : { app: '', tcUrl: '' };
    this.#connectQuery = [tcUrl, app].map(queryOf).find((query) => query !== '') ?? '';
    this.#control(messageType.windowSize, u32(windowBytes));
    this.#control(messageType.peerBandwidth, Buffer.concat([u32(windowBytes), Buffer.of(2)]));
    this.#control(messageType.chunkSize, u32(outgoingChunkBytes));
    this.#chunkBytes = outgoingChunkBytes;
    const server = { fmsVer: 'FMS/3,0,1,123', capabilities: 31 };
    const code = 'NetConnection.Connect.Success';
    this.#reply('_result', transaction, server, {
      level: 'status',
      code,
      description: '',
      objectEncoding: 0,
    });
  }

  #publish(name: AmfValue | undefined): void {
    const grant = this.#admit('publish', name);
    if (grant === null) return;
    const stream = this.#door.hub.publish(grant, this.#link);
    if (stream === null) return this.#turnAway('NetStream.Publish.BadName', '直播间已满 / the hub is full');
    this.#role = { type: 'publisher', stream, publisher: new RtmpPublisher(stream, this.#link) };
    this.#status('status', 'NetStream.Publish.Start', '');
  }

  #play(name: AmfValue | undefined): void {
    const grant = this.#admit('play', name);
    if (grant === null) return;
    this.#control(messageType.userControl, Buffer.concat([Buffer.of(0, 0), u32(mediaStreamId)]));
    this.#status('status', 'NetStream.Play.Reset', '');
    this.#status('status', 'NetStream.Play.Start', '');
    const dialect = openRtmpDialect(() => {
      this.#status('status', 'NetStream.Play.UnpublishNotify', '');
      this.#link.close(1000, 'ended');
    });
    const leave = this.#door.hub.play(grant, this.#link, this.#door.nowMillis(), dialect);
    if (leave === null) this.#turnAway('NetStream.Play.Failed', '直播间已满 / the hub is full');
    else this.#role = { type: 'player', leave };
  }

  /** The grant behind a stream key; null when it was refused and the peer told why. */
  #admit(action: MediaAction, name: AmfValue | undefined): MediaGrant | null {
    if (this.#role.type !== 'none') throw new RtmpFault(`a second ${action}`);
    const { streamId, query } = splitStreamKey(typeof name === 'string' ? name : '');
    const grant = this.#door.authorize(action, query || this.#connectQuery);
    const refusal = typeof grant === 'string' ? grant : grant.streamId === streamId ? null : 'foreign';
    if (refusal === null && typeof grant !== 'string') return grant;
    const code = action === 'publish' ? 'NetStream.Publish.BadName' : 'NetStream.Play.Failed';
    this.#turnAway(
      code,
      `串流密钥无效（${refusal}），请从主播台重新复制 / stream key refused (${refusal}), copy it again`,
    );
    return null;
  }

  /** A host who stops his encoder has ended; one whose line breaks has not. */
  #goodbye(): void {
    if (this.#role.type === 'publisher') {
      this.#role.publisher.end(this.#door.nowMillis());
      this.#status('status', 'NetStream.Unpublish.Success', '');
    }
    this.leave();
    this.#link.close(1000, 'bye');
  }

  #turnAway(code: string, description: string): void {
    this.#status('error', code, description);
    this.#refuse(description);
  }

  #refuse(reason: string): void {
    this.#door.refused(reason);
    this.leave();
    this.#link.close(4400, reason);
  }

  #acknowledge(): void {
    if (this.#receivedBytes - this.#acknowledgedBytes < windowBytes / 2) return;
    this.#acknowledgedBytes = this.#receivedBytes;
    this.#control(messageType.acknowledgement, u32(this.#receivedBytes));
  }

  #status(level: 'status' | 'error', code: string, description: string): void {
    const body = writeAmf('onStatus', 0, null, { level, code, description });
    this.#send(
      { typeId: messageType.command, streamId: mediaStreamId, timeMillis: 0, body },
      commandChunkStream,
    );
  }

  #reply(name: string, transaction: number, ...values: readonly AmfValue[]): void {
    const body = writeAmf(name, transaction, ...values);
    this.#send({ typeId: messageType.command, streamId: 0, timeMillis: 0, body }, commandChunkStream);
  }

  #control(typeId: number, body: Buffer): void {
    this.#send({ typeId, streamId: 0, timeMillis: 0, body }, controlChunkStream);
  }

  #send(message: RtmpMessage, chunkStreamId: number): void {
    this.#link.send(writeChunks(message, chunkStreamId, this.#chunkBytes));
  }
}

function isObject(value: AmfValue | undefined): value is AmfObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function queryOf(address: AmfValue | undefined): string {
  return typeof address === 'string' ? splitStreamKey(address).query : '';
}
