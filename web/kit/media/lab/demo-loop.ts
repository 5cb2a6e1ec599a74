import { registerAacEncoder } from '@mediabunny/aac-encoder';
import {
  AudioBufferSource,
  BufferTarget,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  Quality,
  canEncodeAudio,
} from 'mediabunny';
import { drawBackdrop, drawMoving, goods, type Pictures, sceneHeight, sceneWidth } from './demo-scene.ts';
import { renderTune } from './demo-tune.ts';

const framesPerSecond = 25;
const sampleRateHertz = 48_000;
/** 600 AAC blocks of 1,024 samples and 320 pictures: both tracks end at the same instant. */
const durationSeconds = 12.8;
const videoBitsPerSecond = 290_000;
const audioBitsPerSecond = 40_000;
const keyFrameSeconds = 1.6;

async function loadPictures(): Promise<Pictures> {
  const entries = Object.entries(goods).map(async ([name, code]) => {
    const image = new Image();
    image.src = `/pictures/${code}.webp`;
    await image.decode();
    return [name, image] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Pictures;
}

function canvasWith(draw: (ctx: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = sceneWidth;
  canvas.height = sceneHeight;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('no canvas');
  draw(ctx);
  return canvas;
}

/** Draws and encodes the loop; returns the MP4 in base64. Called by tools/make-demo-loop.ts. */
async function makeDemoLoop(): Promise<string> {
  const pictures = await loadPictures();
  const backdrop = canvasWith((ctx) => drawBackdrop(ctx, pictures));
  const canvas = canvasWith(() => undefined);
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('no canvas');
  if (!(await canEncodeAudio('aac'))) registerAacEncoder();

  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const video = new CanvasSource(canvas, {
    codec: 'avc',
    quality: new Quality({ bitrate: videoBitsPerSecond }),
    keyFrameInterval: keyFrameSeconds,
    latencyMode: 'quality',
  });
  const audio = new AudioBufferSource({
    codec: 'aac',
    quality: new Quality({ bitrate: audioBitsPerSecond }),
  });
  output.addVideoTrack(video, { frameRate: framesPerSecond });
  output.addAudioTrack(audio);
  await output.start();
  await audio.add(await renderTune(durationSeconds, sampleRateHertz));
  audio.close();
  const frameCount = Math.round(durationSeconds * framesPerSecond);
  for (let i = 0; i < frameCount; i += 1) {
    ctx.drawImage(backdrop, 0, 0);
    drawMoving(ctx, pictures, i / frameCount);
    await video.add(i / framesPerSecond, 1 / framesPerSecond);
  }
  video.close();
  await output.finalize();
  if (target.buffer === null) throw new Error('nothing was written');
  return base64(new Uint8Array(target.buffer));
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { makeDemoLoop });
