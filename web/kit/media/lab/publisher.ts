import { LivePublisher } from '../publish.ts';
import { drawStamp } from './stamp.ts';

const toneHertz = 440;
const framesPerSecond = 25;

const canvas = document.createElement('canvas');
document.body.append(canvas);

function draw(picture: number): void {
  const ctx = canvas.getContext('2d');
  if (ctx !== null) drawStamp(ctx, { picture: picture % 65_536, drawnMs: Date.now() % 2 ** 32 });
}

function size(widthPixel: number, heightPixel: number): void {
  canvas.width = widthPixel;
  canvas.height = heightPixel;
}

function tone(): MediaStreamTrack | undefined {
  const context = new AudioContext();
  const oscillator = context.createOscillator();
  oscillator.frequency.value = toneHertz;
  const out = context.createMediaStreamDestination();
  oscillator.connect(out);
  oscillator.start();
  return out.stream.getAudioTracks()[0];
}

let publisher: LivePublisher | undefined;

/** A host for tests: numbered pictures and a tone instead of a camera and a voice. */
const lab = {
  start(path: string, hasSound = true) {
    size(640, 360);
    let picture = 0;
    setInterval(() => draw((picture += 1)), 1_000 / framesPerSecond);
    const stream = canvas.captureStream(framesPerSecond);
    const track = hasSound ? tone() : undefined;
    if (track !== undefined) stream.addTrack(track);
    publisher = new LivePublisher(stream, path);
  },
  turn: () => size(canvas.height, canvas.width),
  snapshot: () => publisher?.snapshot,
  reconnect: () => publisher?.reconnect(),
  stop: () => publisher?.stop(),
};

Object.assign(globalThis, { lab });
