import type { Hub } from '../hub/hub.ts';
import { chunkMillis } from '../hub/limits.ts';
import type { Stream } from '../hub/stream.ts';
import type { Link } from '../hub/viewer.ts';
import type { Loop } from './read-file.ts';

/** A file has no network: what the hub tells its publisher goes nowhere. */
const noNetwork: Omit<Link, 'close'> = { send: () => undefined, bufferedBytes: 0 };

/** Publishes a prepared file in a circle, frame by frame in real time, through the door every host uses. */
export function playFile(hub: Hub, streamId: string, file: URL, nowMillis: () => number): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let stop = (): void => undefined;

  // mediabunny is loaded only by a hub that plays files.
  void import('./read-file.ts').then(async ({ readLoop }) => {
    const loop = await readLoop(file);
    if (isStopped) return;
    const link: Link = { ...noNetwork, close: () => clearInterval(timer) };
    const holder = { roomId: '', memberId: '', issuedAtMillis: nowMillis(), expiresAtMillis: Infinity };
    // What is a file already needs no recording.
    const stream = hub.publish({ action: 'publish', streamId, ...holder }, link, null);
    if (stream === null) return;
    const send = feed(stream, link, loop, nowMillis);
    timer = setInterval(send, chunkMillis / 2);
    stop = () => stream.hear(link, { type: 'end' }, nowMillis());
  });

  return () => {
    isStopped = true;
    clearInterval(timer);
    stop();
  };
}

/** Returns a function that sends every frame due since it was last called. */
function feed(stream: Stream, link: Link, loop: Loop, nowMillis: () => number): () => void {
  const startMillis = nowMillis();
  stream.hear(link, { type: 'hello', audio: true }, startMillis);
  stream.hear(link, { type: 'video', ...loop.video }, startMillis);
  stream.hear(link, { type: 'audio', ...loop.audio }, startMillis);
  let next = 0;
  let roundMicros = 0;
  return () => {
    const now = nowMillis();
    const dueMicros = (now - startMillis) * 1_000;
    for (let sent = 0; sent < loop.frames.length; sent += 1) {
      const frame = loop.frames[next];
      if (frame === undefined || frame.timeMicros + roundMicros > dueMicros) return;
      stream.take(link, { ...frame, timeMicros: frame.timeMicros + roundMicros }, now);
      next = (next + 1) % loop.frames.length;
      if (next === 0) roundMicros += loop.durationMicros;
    }
  };
}
