import type { MediaEngine } from '../port.ts';

const loopFile = new URL('./demo-loop.mp4', import.meta.url);

/**
 * Keeps the demo picture (drawn, labelled 演示画面) on air for a stream, as if a host sent it, until the returned
 * function is called or a real host publishes the same stream.
 */
export function publishLoop(media: MediaEngine, streamId: string): () => void {
  return media.publishFile(streamId, loopFile);
}
