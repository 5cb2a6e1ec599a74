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

/** Loudest frequency now playing, in hertz. */
async function listen(): Promise<number> {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 8_192;
  context.createMediaElementSource(video).connect(analyser);
  player?.setMuted(false);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const loudness = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(loudness);
  return (loudness.indexOf(Math.max(...loudness)) * context.sampleRate) / analyser.fftSize;
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
