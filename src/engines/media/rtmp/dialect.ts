import { configTags, type Tag, tagsOf, tagType } from '../flv/write-tag.ts';
import type { Chunk } from '../hub/packager.ts';
import type { Dialect } from '../hub/viewer.ts';
import { writeChunks } from './write-chunks.ts';

/** What a player is sent; told to it before the first byte of video. */
export const outgoingChunkBytes = 4_096;
/** The one message stream a connection here has. */
export const mediaStreamId = 1;
const chunkStreamOf: Readonly<Record<Tag['type'], number>> = { [tagType.audio]: 4, [tagType.video]: 6 };

const made = new WeakMap<Chunk, Buffer>();

/** Speaks with one RTMP player; `onEnd` is called when the host is gone for good. */
export function openRtmpDialect(onEnd: () => void): Dialect {
  return {
    tell: (_, notice) => {
      if (notice.type === 'ended') onEnd();
    },
    begin: (link, { video, audio }, { atMicros }) => link.send(asChunks(configTags(video, audio, atMicros))),
    media(chunk) {
      const known = made.get(chunk);
      if (known !== undefined) return known;
      const bytes = asChunks(tagsOf(chunk));
      made.set(chunk, bytes);
      return bytes;
    },
  };
}

function asChunks(tags: readonly Tag[]): Buffer {
  return Buffer.concat(
    tags.map(({ type, timeMillis, body }) =>
      writeChunks(
        { typeId: type, streamId: mediaStreamId, timeMillis, body },
        chunkStreamOf[type],
        outgoingChunkBytes,
      ),
    ),
  );
}
