import { LivePlayer, type PlaySnapshot, type PlayState } from '../play.ts';
import type { Way } from '../ways.ts';
import { readStamp, type Stamp } from './stamp.ts';

export interface Sighting extends Stamp {
  seenMs: number;
  widthPixel: number;
  heightPixel: number;
}

const video = document.createElement('video');
document.body.append(video);
const small = document.createElement('canvas');
small.width = 160;
small.height = 120;
const ctx = small.getContext('2d', { willReadFrequently: true });

const sightings: Sighting[] = [];
const states: PlayState[] = [];
let player: LivePlayer | undefined;

function watch(onSeen: () => void = () => undefined): void {
  video.requestVideoFrameCallback(() => {
    const { videoWidth: widthPixel, videoHeight: heightPixel } = video;
    ctx?.drawImage(video, 0, 0, small.width, small.height);
    if (ctx !== null) {
      sightings.push({ ...readStamp(ctx), seenMs: Date.now() % 2 ** 32, widthPixel, heightPixel });
    }
    onSeen();
    watch();
  });
}

/** Below this, in decibels, nothing is heard: an idle machine starts its sound a moment after the picture. */
const silentDecibel = -70;
const listenEveryMs = 250;

/** Loudest frequency now playing, in hertz; 0 when nothing was heard for so long. */
async function listen(patienceMs: number): Promise<number> {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8_192;
  context.createMediaElementSource(video).connect(analyser);
  player?.setMuted(false);
  await context.resume();
  const loudness = new Float32Array(analyser.frequencyBinCount);
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += listenEveryMs) {
    await new Promise((resolve) => setTimeout(resolve, listenEveryMs));
    analyser.getFloatFrequencyData(loudness);
    const loudest = Math.max(...loudness);
    if (loudest > silentDecibel) return (loudness.indexOf(loudest) * context.sampleRate) / analyser.fftSize;
  }
  return 0;
}

/** Resolves with the milliseconds until the first picture, or null when the door stays shut. */
function open(path: string, ways?: readonly Way[]): Promise<number | null> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    watch(() => resolve(performance.now() - startMs));
    const note = ({ state }: PlaySnapshot): void => {
      if (states.at(-1) !== state) states.push(state);
      if (state === 'refused' || state === 'unsupported') resolve(null);
    };
    player = new LivePlayer(video, path, note, ways);
  });
}

/** Plays a recorded movie from the given second on; resolves with its length in seconds. */
async function openMovie(url: string, atSeconds: number): Promise<number> {
  video.muted = true;
  video.src = url;
  await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }));
  video.currentTime = atSeconds;
  watch();
  await video.play();
  return video.duration;
}

/** A viewer for tests: writes down every picture it is shown. */
Object.assign(globalThis, {
  lab: { open, openMovie, sightings, states, listen, behindSeconds: () => player?.behindSeconds() },
});
