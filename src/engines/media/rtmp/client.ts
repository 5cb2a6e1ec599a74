import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { MediaAction } from '../port.ts';
import { type AmfValue, readAmf, writeAmf } from './amf0.ts';
import { ChunkReader } from './chunk-reader.ts';
import { mediaStreamId, outgoingChunkBytes } from './dialect.ts';
import { messageType, RtmpFault, type RtmpMessage, u32 } from './messages.ts';
import { writeChunks } from './write-chunks.ts';

/** An address to publish to or to play from: rtmp://host:port/app/name?query, also rtmps. */
export interface RtmpTarget {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  readonly app: string;
  readonly tcUrl: string;
  /** The stream with its query. */
  readonly name: string;
}

/** Throws a TypeError when the address is not of RTMP or names no stream. */
export function readTarget(address: string): RtmpTarget {
  const url = new URL(address);
  const isSecure = url.protocol === 'rtmps:';
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const stream = parts.pop();
  if ((!isSecure && url.protocol !== 'rtmp:') || url.hostname === '' || stream === undefined)
    throw new TypeError('not an RTMP address with a stream');
  const app = parts.join('/');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 443 : 1935),
    isSecure,
    app,
    tcUrl: `${url.protocol}//${url.host}/${app}`,
    name: stream + url.search,
  };
}

export interface RtmpClientListener {
  /** The server takes our frames, or sends its own. */
  onStarted(): void;
  /** Frames of a stream that is played. */
  onMedia?(message: RtmpMessage): void;
  /** Once; why the connection ended. */
  onClosed(reason: string): void;
}

/** Why a connection ended that we ended. */
export const goodbye = 'goodbye';
const blockBytes = 1_536;
const patienceMillis = 8_000;
const commandChunkStream = 3;
const transactions = { connect: 1, release: 2, announce: 3, create: 4, begin: 5 } as const;

/** Publishes to, or plays from, another RTMP server (Adobe 1.0, 2012): what an encoder or a player says. */
export class RtmpClient {
  readonly socket: Socket;
  readonly #target: RtmpTarget;
  readonly #action: MediaAction;
  readonly #listener: RtmpClientListener;
  readonly #reader = new ChunkReader();
  readonly #timer: NodeJS.Timeout;
  #hello: Buffer | null = Buffer.alloc(0);
  #reason = 'the line broke';

  constructor(target: RtmpTarget, action: MediaAction, listener: RtmpClientListener) {
    this.#target = target;
    this.#action = action;
    this.#listener = listener;
    const { host, port } = target;
    this.socket = target.isSecure
      ? connectSecure({ host, port, servername: host })
      : connectPlain({ host, port });
    this.#timer = setTimeout(() => this.#end('no answer in time'), patienceMillis);
    this.socket.setNoDelay(true);
    this.socket.on(target.isSecure ? 'secureConnect' : 'connect', () =>
      // C0 and C1 (5.2.2): nobody checks what is in it.
      this.socket.write(Buffer.concat([Buffer.of(3), Buffer.alloc(blockBytes)])),
    );
    this.socket.on('error', (error: NodeJS.ErrnoException) => (this.#reason = error.code ?? error.message));
    this.socket.on('data', (bytes) => this.#take(bytes));
    this.socket.on('close', () => {
      clearTimeout(this.#timer);
      listener.onClosed(this.#reason);
    });
  }

  /** Says that the stream has ended and leaves. */
  goodbye(): void {
    if (this.#action === 'publish') this.#command('FCUnpublish', 6, null, this.#target.name);
    this.#command('deleteStream', 7, null, mediaStreamId);
    this.#reason = goodbye;
    this.socket.destroySoon();
  }

  #take(bytes: Buffer): void {
    try {
      let rest = bytes;
      if (this.#hello !== null) {
        this.#hello = Buffer.concat([this.#hello, bytes]);
        if (this.#hello.length < 1 + 2 * blockBytes) return;
        rest = this.#hello.subarray(1 + 2 * blockBytes);
        // C2 repeats S1.
        this.socket.write(this.#hello.subarray(1, 1 + blockBytes));
        this.#hello = null;
        this.#connect();
      }
      for (const message of this.#reader.push(rest)) this.#hear(message);
    } catch (error) {
      if (!(error instanceof RtmpFault)) throw error;
      this.#end(error.message);
    }
  }

  #connect(): void {
    const { app, tcUrl } = this.#target;
    this.#control(messageType.chunkSize, u32(outgoingChunkBytes));
    const settings = { app, type: 'nonprivate', flashVer: 'FMLE/3.0 (compatible; lianbo)', tcUrl };
    this.#command('connect', transactions.connect, settings);
  }

  #hear(message: RtmpMessage): void {
    const { typeId, body } = message;
    if (typeId === messageType.audio || typeId === messageType.video) this.#listener.onMedia?.(message);
    else if (typeId === messageType.command) this.#obey(readAmf(body) ?? []);
    // A ping of the server wants its own time back (7.1.7); without it some hang up after a minute.
    else if (typeId === messageType.userControl && body.length >= 6 && body.readUInt16BE() === 6)
      this.#control(messageType.userControl, Buffer.concat([Buffer.of(0, 7), body.subarray(2, 6)]));
  }

  #obey([name, transaction, , value]: readonly AmfValue[]): void {
    if (name === '_result' && transaction === transactions.connect) this.#open();
    else if (name === '_result' && transaction === transactions.create) this.#begin(value);
    else if (
      name === '_error' &&
      transaction !== transactions.release &&
      transaction !== transactions.announce
    )
      this.#end(textOf(value, 'refused'));
    else if (name === 'onStatus') this.#note(value);
  }

  #open(): void {
    if (this.#action === 'publish') {
      this.#command('releaseStream', transactions.release, null, this.#target.name);
      this.#command('FCPublish', transactions.announce, null, this.#target.name);
    }
    this.#command('createStream', transactions.create, null);
  }

  #begin(streamId: AmfValue | undefined): void {
    // Chunks are made once for all who get them and carry this number.
    if (streamId !== mediaStreamId) return this.#end('the server counts its streams in another way');
    const { name } = this.#target;
    if (this.#action === 'publish') this.#command('publish', transactions.begin, null, name, 'live');
    else this.#command('play', transactions.begin, null, name, -2);
  }

  #note(status: AmfValue | undefined): void {
    const { code, level } = fieldsOf(status);
    if (level === 'error') return this.#end(textOf(status, 'refused'));
    const isStart = code === 'NetStream.Publish.Start' || code === 'NetStream.Play.Start';
    if (!isStart) return;
    clearTimeout(this.#timer);
    this.#listener.onStarted();
  }

  #end(reason: string): void {
    this.#reason = reason;
    this.socket.destroy();
  }

  #command(name: string, transaction: number, ...values: readonly AmfValue[]): void {
    const body = writeAmf(name, transaction, ...values);
    const streamId = transaction >= transactions.begin ? mediaStreamId : 0;
    this.#send({ typeId: messageType.command, streamId, timeMillis: 0, body }, commandChunkStream);
  }

  #control(typeId: number, body: Buffer): void {
    this.#send({ typeId, streamId: 0, timeMillis: 0, body }, 2);
  }

  #send(message: RtmpMessage, chunkStreamId: number): void {
    if (!this.socket.destroyed) this.socket.write(writeChunks(message, chunkStreamId, outgoingChunkBytes));
  }
}

function fieldsOf(value: AmfValue | undefined): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** What a status says in words; never longer than a line of a log. */
function textOf(status: AmfValue | undefined, otherwise: string): string {
  const { code, description } = fieldsOf(status);
  return (
    [code, description]
      .filter((part) => typeof part === 'string' && part !== '')
      .join(': ')
      .slice(0, 200) || otherwise
  );
}
