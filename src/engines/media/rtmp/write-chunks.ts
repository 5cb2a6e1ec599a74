import type { RtmpMessage } from './messages.ts';

const longestShortStamp = 0xffffff;

/**
 * A message cut into chunks, every one with a full or an empty header (5.3.1.2), so that the bytes depend on nothing
 * sent before and are the same for every viewer. `chunkStreamId` is 2 to 63.
 */
export function writeChunks(message: RtmpMessage, chunkStreamId: number, chunkBytes: number): Buffer {
  const { typeId, streamId, timeMillis, body } = message;
  const isExtended = timeMillis >= longestShortStamp;
  const extended = Buffer.alloc(isExtended ? 4 : 0);
  if (isExtended) extended.writeUInt32BE(timeMillis >>> 0);
  const head = Buffer.alloc(12);
  head[0] = chunkStreamId;
  head.writeUIntBE(isExtended ? longestShortStamp : timeMillis, 1, 3);
  head.writeUIntBE(body.length, 4, 3);
  head[7] = typeId;
  head.writeUInt32LE(streamId, 8);
  const parts: Buffer[] = [head, extended, body.subarray(0, chunkBytes)];
  const next = Buffer.of(0xc0 | chunkStreamId);
  for (let at = chunkBytes; at < body.length; at += chunkBytes)
    parts.push(next, extended, body.subarray(at, at + chunkBytes));
  return Buffer.concat(parts);
}
