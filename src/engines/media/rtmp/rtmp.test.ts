import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AmfValue, readAmf, writeAmf } from './amf0.ts';
import { ChunkReader } from './chunk-reader.ts';
import { messageType, RtmpFault, type RtmpMessage, u32 } from './messages.ts';
import { writeChunks } from './write-chunks.ts';

/** All messages of a row of bytes that arrives in pieces of the given size. */
function readAll(bytes: Buffer, pieceBytes: number, reader = new ChunkReader()): RtmpMessage[] {
  const found: RtmpMessage[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    found.push(...reader.push(bytes.subarray(at, at + pieceBytes)));
  return found;
}

function attempt<T>(what: () => T): unknown {
  try {
    return what();
  } catch (error) {
    return error;
  }
}

const message = fc.record({
  typeId: fc.constantFrom(messageType.audio, messageType.video, messageType.command),
  streamId: fc.nat(3),
  // Both sides of the mark from which a timestamp needs four more bytes.
  timeMillis: fc.oneof(fc.nat(0xffffff), fc.integer({ min: 0xfffffe, max: 0xffffffff })),
  body: fc.uint8Array({ maxLength: 700 }).map((bytes) => Buffer.from(bytes)),
});

describe('RTMP chunks', () => {
  test('whatever is written is read back, however the network tears it', () => {
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        (sent, pieceBytes) => {
          const bytes = Buffer.concat(sent.map((one, i) => writeChunks(one, 3 + (i % 3), 128)));
          expect(readAll(bytes, pieceBytes)).toEqual(sent);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('messages of several chunk streams may be interleaved', () => {
    const video = { typeId: 9, streamId: 1, timeMillis: 5, body: Buffer.alloc(300, 1) };
    const audio = { typeId: 8, streamId: 1, timeMillis: 6, body: Buffer.alloc(10, 2) };
    const [v, a] = [writeChunks(video, 6, 128), writeChunks(audio, 4, 128)];
    const firstChunk = 12 + 128;
    const bytes = Buffer.concat([v.subarray(0, firstChunk), a, v.subarray(firstChunk)]);
    expect(readAll(bytes, 1_000)).toEqual([audio, video]);
  });

  test('short headers take their delta and length from the one before', () => {
    const first = writeChunks({ typeId: 8, streamId: 1, timeMillis: 1_000, body: Buffer.of(1, 2) }, 4, 128);
    const withDelta = Buffer.from([0x84, 0, 0, 23, 3, 4]); // format 2
    const withNothing = Buffer.from([0xc4, 5, 6]); // format 3
    const found = readAll(Buffer.concat([first, withDelta, withNothing]), 1);
    expect(found.map(({ timeMillis, body }) => [timeMillis, ...body])).toEqual([
      [1_000, 1, 2],
      [1_023, 3, 4],
      [1_046, 5, 6],
    ]);
  });

  test('an extended timestamp left out of a continuing chunk is not missed', () => {
    const body = Buffer.alloc(200, 7);
    const whole = writeChunks({ typeId: 9, streamId: 1, timeMillis: 0x1000000, body }, 6, 128);
    const second = 12 + 4 + 128 + 1;
    const without = Buffer.concat([whole.subarray(0, second), whole.subarray(second + 4)]);
    for (const bytes of [whole, without]) {
      expect(readAll(bytes, 50)).toEqual([{ typeId: 9, streamId: 1, timeMillis: 0x1000000, body }]);
    }
  });

  test('the sender may change the size of chunks and take a message back', () => {
    const size = writeChunks({ typeId: 1, streamId: 0, timeMillis: 0, body: u32(1_000) }, 2, 128);
    const long = { typeId: 9, streamId: 1, timeMillis: 1, body: Buffer.alloc(900, 3) };
    expect(readAll(Buffer.concat([size, writeChunks(long, 6, 1_000)]), 77)).toEqual([long]);
    const begun = writeChunks(long, 6, 600).subarray(0, 12 + 600);
    const abort = writeChunks({ typeId: 2, streamId: 0, timeMillis: 0, body: u32(6) }, 2, 128);
    const chunk = (bytes: number) => [Buffer.of(0xc6), Buffer.alloc(bytes, 4)];
    const size600 = writeChunks({ typeId: 1, streamId: 0, timeMillis: 0, body: u32(600) }, 2, 128);
    const bytes = Buffer.concat([size600, begun, abort, ...chunk(600), ...chunk(300)]);
    expect(readAll(bytes, 77)).toEqual([{ ...long, body: Buffer.alloc(900, 4) }]);
  });

  test.each([
    ['a first chunk without a full header', Buffer.from([0xc4, 1, 2, 3, 4])],
    ['a message longer than any picture', Buffer.from([3, 0, 0, 0, 0xff, 0xff, 0xff, 9, 1, 0, 0, 0])],
    ['a chunk size of nothing', writeChunks({ typeId: 1, streamId: 0, timeMillis: 0, body: u32(0) }, 2, 128)],
    ['a torn control message', writeChunks({ typeId: 1, streamId: 0, timeMillis: 0, body: u32() }, 2, 128)],
    [
      'a hundred chunk streams',
      Buffer.concat(
        Array.from({ length: 60 }, (_, i) =>
          writeChunks({ typeId: 9, streamId: 1, timeMillis: 0, body: Buffer.of(1) }, 3 + i, 128),
        ),
      ),
    ],
  ])('%s is a fault', (_, bytes) => {
    expect(() => readAll(bytes, 4_096)).toThrow(RtmpFault);
  });

  test('random bytes are messages or a fault, nothing else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 90 }), (bytes, pieceBytes) => {
        const outcome = attempt(() => readAll(Buffer.from(bytes), pieceBytes));
        expect(outcome instanceof RtmpFault || Array.isArray(outcome)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('AMF0', () => {
  const leaf = fc.oneof(fc.double({ noNaN: true }), fc.boolean(), fc.string(), fc.constant(null));
  const { value } = fc.letrec<{ value: AmfValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));

  test('whatever is written is read back', () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 4 }), (values) => {
        expect(readAmf(writeAmf(...values))).toEqual(values);
      }),
    );
    const long = 'x'.repeat(70_000);
    expect(readAmf(writeAmf(long))).toEqual([long]);
  });

  test('reads the arrays and dates that encoders send', () => {
    const ecma = Buffer.concat([Buffer.of(8, 0, 0, 0, 1), writeAmf({ width: 640 }).subarray(1)]);
    const date = Buffer.concat([Buffer.of(0x0b), writeAmf(12).subarray(1), Buffer.of(0, 0)]);
    expect(readAmf(Buffer.concat([ecma, date, Buffer.of(6)]))).toEqual([{ width: 640 }, 12, null]);
  });

  test('every truncation and a pit without a floor are refused', () => {
    const whole = writeAmf('connect', 1, { app: 'live', list: [1, 'a'] });
    for (let length = 1; length < whole.length; length += 1) {
      const cut = whole.subarray(0, length);
      const values = readAmf(cut);
      // Cut between two values it is a shorter row, anywhere else it is nothing.
      expect(values === null || writeAmf(...values).equals(cut)).toBe(true);
    }
    const pit = Buffer.concat(Array.from({ length: 50 }, () => Buffer.of(3, 0, 1, 97)));
    expect(readAmf(pit)).toBeNull();
    expect(readAmf(Buffer.of(0x0a, 0xff, 0xff, 0xff, 0xff))).toBeNull();
  });

  test('random bytes never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const values = readAmf(bytes);
        expect(values === null || Array.isArray(values)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
