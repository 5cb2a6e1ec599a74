import type { Chunk } from '../hub/packager.ts';
import type { Dialect } from '../hub/viewer.ts';
import { configTags, type Tag, tagsOf } from './write-tag.ts';

const made = new WeakMap<Chunk, Buffer>();

/** One HTTP response as a file of FLV without end; it ends when the host does, so that players notice. */
export function openFlvDialect(): Dialect {
  let hasBegun = false;
  return {
    tell(link, notice) {
      if (notice.type === 'ended') link.close(1000, 'ended');
    },
    begin(link, { video, audio }, { atMicros }) {
      const configs = flvTags(configTags(video, audio, atMicros));
      link.send(hasBegun ? configs : Buffer.concat([flvHeader(audio !== null), configs]));
      hasBegun = true;
    },
    media(chunk) {
      const known = made.get(chunk);
      if (known !== undefined) return known;
      const bytes = flvTags(tagsOf(chunk));
      made.set(chunk, bytes);
      return bytes;
    },
  };
}

/** Header of a file with pictures and, if so, sound; no tag before the first (E.2, E.3). */
function flvHeader(hasAudio: boolean): Buffer {
  return Buffer.from([0x46, 0x4c, 0x56, 1, hasAudio ? 5 : 1, 0, 0, 0, 9, 0, 0, 0, 0]);
}

const tagHeaderBytes = 11;

/** Tags as they stand in a file, each followed by its length (E.4.1). */
function flvTags(tags: readonly Tag[]): Buffer {
  return Buffer.concat(
    tags.flatMap(({ type, timeMillis, body }) => {
      const head = Buffer.alloc(tagHeaderBytes);
      head[0] = type;
      head.writeUIntBE(body.length, 1, 3);
      head.writeUIntBE(timeMillis & 0xffffff, 4, 3);
      head[7] = timeMillis >>> 24;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(tagHeaderBytes + body.length);
      return [head, body, length];
    }),
  );
}
