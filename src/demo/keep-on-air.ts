import { publishLoop } from '../engines/media/demo/publish-loop.ts';
import type { MediaEngine } from '../engines/media/port.ts';

/** The demo picture on the streams whose host is not really there. */
export interface OnAir {
  /** Shows the picture on these streams and takes it off all others. */
  show(streamIds: readonly string[]): void;
  stop(): void;
}

/**
 * A real host who publishes takes the stream over at once; when they are gone the picture comes back with the next
 * `show`.
 */
export function keepOnAir(media: MediaEngine): OnAir {
  const loops = new Map<string, () => void>();
  const published = new Set<string>();
  const forget = media.on((event) => {
    if (event.type === 'published') published.add(event.streamId);
    if (event.type !== 'unpublished') return;
    published.delete(event.streamId);
    loops.delete(event.streamId);
  });
  function end(streamId: string): void {
    loops.get(streamId)?.();
    loops.delete(streamId);
  }
  return {
    show(streamIds) {
      for (const streamId of loops.keys()) if (!streamIds.includes(streamId)) end(streamId);
      for (const streamId of streamIds) {
        if (published.has(streamId) || loops.has(streamId)) continue;
        loops.set(streamId, publishLoop(media, streamId));
      }
    },
    stop() {
      forget();
      for (const streamId of [...loops.keys()]) end(streamId);
    },
  };
}
