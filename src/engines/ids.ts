import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const idBytes = 16;
/** Random bytes are drawn for many ids at once: a draw is a call into the kernel, and an order takes ten ids. */
const drawnBytes = 4_096;
const drawn = new Uint8Array(drawnBytes);
let used = drawnBytes;
let millis = 0;
let sequence = 0;

/** A new time-ordered UUID (RFC 9562, version 7): made in the app so that batches know their keys before they write. */
export function newId(): string {
  if (used === drawnBytes) {
    randomFillSync(drawn);
    used = 0;
  }
  const random = drawn.subarray(used, used + idBytes);
  used += idBytes;
  const now = Date.now();
  // Within a millisecond the ids of a process count on, so that rows written together lie together in their index.
  sequence = now > millis ? new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 2 : sequence + 1;
  millis = Math.max(now, millis);
  return v7({ random, msecs: millis, seq: sequence });
}
