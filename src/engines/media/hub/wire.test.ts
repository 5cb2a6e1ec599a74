import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameHeaderBytes, readFrame, readMessage } from './wire.ts';

describe('ingest wire format', () => {
  test('whatever arrives is either refused or within its limits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const frame = readFrame(bytes);
        if (frame === null) return;
        expect(frame.data.byteLength).toBe(bytes.byteLength - frameHeaderBytes);
        expect(Number.isSafeInteger(frame.timeMicros)).toBe(true);
        expect(frame.durationMicros).toBeLessThanOrEqual(10_000_000);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readMessage(text)).toBeNull();
      }),
    );
  });

  test('a frame is read from its header', () => {
    const bytes = new Uint8Array(frameHeaderBytes + 3);
    const view = new DataView(bytes.buffer);
    view.setUint8(0, 1);
    view.setUint8(1, 1);
    view.setUint32(4, 40_000);
    view.setInt32(8, -20_000);
    view.setBigInt64(12, 1_764_000_000_000_000n);
    expect(readFrame(bytes)).toEqual({
      kind: 'video',
      isKey: true,
      timeMicros: 1_764_000_000_000_000,
      compositionMicros: -20_000,
      durationMicros: 40_000,
      data: new Uint8Array(3),
    });
  });

  test('configurations must look like configurations', () => {
    const video = { type: 'video', widthPixel: 720, heightPixel: 1280, avcC: btoa('\x01abcdefg') };
    expect(readMessage(JSON.stringify(video))).toMatchObject({
      type: 'video',
      avcC: new TextEncoder().encode('\x01abcdefg'),
    });
    expect(readMessage(JSON.stringify({ ...video, avcC: btoa('abcdefgh') }))).toBeNull();
    expect(readMessage(JSON.stringify({ ...video, widthPixel: 1e6 }))).toBeNull();
    expect(readMessage(JSON.stringify({ ...video, avcC: btoa('\x01'.repeat(2_000)) }))).toBeNull();
  });
});
