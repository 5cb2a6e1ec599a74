import { parentPort, workerData } from 'node:worker_threads';
import type { Stretch } from '../port.ts';
import { cutClip } from './cut-clip.ts';

const { moov, stretch } = workerData as { moov: Uint8Array; stretch: Stretch };
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort?.postMessage(cutClip(Buffer.from(moov), stretch));
