import { randomUUID } from 'node:crypto';
import type { MediaCheck, MediaEngine } from '../port.ts';
import { type HubTrial, openHost, tryPlaying, tryRecording, tryRtmp } from './check-hub.ts';
import { attempt, notConfigured } from './trial.ts';

export interface SelfCheckOptions {
  readonly media: MediaEngine;
  /** The product's own address as this machine reaches it. */
  readonly origin: string;
  readonly isRecording: boolean;
  /** What is to be tried of a media server while the trial's stream is on air; absent without one. */
  readonly checkServer?: (streamId: string) => Promise<MediaCheck[]>;
}

/** An answer serves all who ask while it is made, and a little longer: each trial publishes two streams. */
const freshMillis = 5_000;

/** Returns the function that tries everything for real. Results come in a fixed order. */
export function openSelfCheck(options: SelfCheckOptions): () => Promise<MediaCheck[]> {
  let last: { readonly atMillis: number; readonly answer: Promise<MediaCheck[]> } | null = null;
  return () => {
    const nowMillis = performance.now();
    if (last !== null && nowMillis - last.atMillis < freshMillis) return last.answer;
    const answer = tryAll(options);
    last = { atMillis: nowMillis, answer };
    const settle = (): void => void (last = { atMillis: performance.now(), answer });
    answer.then(settle, () => (last = null));
    return answer;
  };
}

async function tryAll({ media, origin, isRecording, checkServer }: SelfCheckOptions): Promise<MediaCheck[]> {
  // Ids as sessions have them: whoever hears of these streams finds no session and lets it be.
  const trial: HubTrial = { media, origin, streamId: randomUUID(), rtmpStreamId: randomUUID() };
  const hub = await attempt('hub', async () => {
    const { state, processId, viewers, restarts } = media.health();
    if (state !== 'up') throw new Error(state);
    return `pid ${processId}, ${viewers} 人在看 / watching, ${restarts} 次重启 / restarts`;
  });
  if (hub.state === 'failed') return [hub];
  const host = await openHost(trial);
  const isOnAir = host.checks.every(({ state }) => state === 'ok');
  const [played, rtmp, served] = await Promise.all([
    isOnAir ? tryPlaying(trial) : [],
    tryRtmp(trial),
    isOnAir && checkServer !== undefined ? checkServer(trial.streamId) : [],
  ]);
  await host.stop();
  const recorded = !isRecording ? notConfigured('record') : isOnAir ? await tryRecording(trial) : null;
  await media.discardRecording(trial.rtmpStreamId);
  return [hub, ...host.checks, rtmp, ...played, ...(recorded === null ? [] : [recorded]), ...served];
}
