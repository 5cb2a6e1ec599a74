import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Loop } from '../demo/read-file.ts';
import { configTags, frameTag, type Tag } from '../flv/write-tag.ts';
import type { RtmpIngest } from '../port.ts';
import { type AmfValue, readAmf, writeAmf } from './amf0.ts';
import { ChunkReader } from './chunk-reader.ts';
import { messageType, type RtmpMessage } from './messages.ts';
import { writeChunks } from './write-chunks.ts';

const handshakeBytes = 1 + 1_536 + 1_536;
const chunkBytes = 128;

/** A small RTMP client for tests: what OBS and a player say, and nothing more. */
export class RtmpPeer {
  readonly socket: Socket;
  /** What the server said by name: status codes for onStatus, else the command's own. */
  readonly said: string[] = [];
  readonly descriptions: string[] = [];
  readonly media: RtmpMessage[] = [];
  isClosed = false;
  #head = Buffer.alloc(0);
  readonly #reader = new ChunkReader();

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
    this.socket.on('data', (bytes) => this.#take(bytes));
    // The echo of S1 may go out at once: nobody compares it.
    this.socket.write(Buffer.concat([Buffer.of(3), Buffer.alloc(2 * 1_536, 7)]));
  }

  command(name: string, transaction: number, ...values: readonly AmfValue[]): void {
    const body = writeAmf(name, transaction, ...values);
    this.send({ typeId: messageType.command, streamId: 0, timeMillis: 0, body }, 3);
  }

  send(message: RtmpMessage, chunkStreamId: number): void {
    this.socket.write(writeChunks(message, chunkStreamId, chunkBytes));
  }

  tag({ type, timeMillis, body }: Tag): void {
    this.send({ typeId: type, streamId: 1, timeMillis, body }, type === 9 ? 6 : 4);
  }

  /** Connects, opens a stream and asks to publish or play. */
  ask(what: 'publish' | 'play', streamKey: string): void {
    this.command('connect', 1, { app: 'live', tcUrl: 'rtmp://127.0.0.1/live' });
    this.command('createStream', 2, null);
    this.command(what, 3, null, streamKey);
  }

  /** Both configurations and the frames of a file, times moved by `laterMillis`. */
  publishLoop(loop: Loop, laterMillis = 0): void {
    this.publishFrames(loop, 0, loop.frames.length, laterMillis);
  }

  /** Both configurations and some of the frames. */
  publishFrames(loop: Loop, from: number, until: number, laterMillis = 0): void {
    for (const tag of configTags(loop.video, loop.audio, laterMillis * 1_000)) this.tag(tag);
    for (const frame of loop.frames.slice(from, until))
      this.tag(frameTag({ ...frame, timeMicros: frame.timeMicros + laterMillis * 1_000 }));
  }

  #take(bytes: Buffer): void {
    let rest = bytes;
    if (this.#head.length < handshakeBytes) {
      this.#head = Buffer.concat([this.#head, bytes]);
      if (this.#head.length < handshakeBytes) return;
      rest = this.#head.subarray(handshakeBytes);
      this.#head = this.#head.subarray(0, handshakeBytes);
    }
    for (const message of this.#reader.push(rest)) {
      if (message.typeId === messageType.audio || message.typeId === messageType.video)
        this.media.push(message);
      else if (message.typeId === messageType.command) this.#hear(readAmf(message.body) ?? []);
    }
  }

  #hear(values: readonly AmfValue[]): void {
    const status = values[3];
    if (values[0] !== 'onStatus' || typeof status !== 'object' || status === null || !('code' in status))
      return void this.said.push(String(values[0]));
    this.said.push(String(status.code));
    this.descriptions.push(String(status.description));
  }
}

/** An encoder that has begun to publish; rejects when it is not let in. */
export async function openEncoder({ port, streamKey }: RtmpIngest): Promise<RtmpPeer> {
  const peer = new RtmpPeer(port);
  await once(peer.socket, 'connect');
  peer.ask('publish', streamKey);
  while (!peer.said.includes('NetStream.Publish.Start')) {
    if (peer.isClosed) throw new Error(peer.said.join(' '));
    await Promise.race([once(peer.socket, 'data'), once(peer.socket, 'close')]);
  }
  return peer;
}
