import { once } from 'node:events';
import { get as getPlain, type IncomingMessage } from 'node:http';
import { get as getSecure } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { MediaCheck } from '../port.ts';
import { readTarget, RtmpClient } from '../rtmp/client.ts';

/** One trial takes so long at most; a picture by HLS comes within two seconds where all is well. */
export const trialMillis = 8_000;
const lookMillis = 200;

/** Does something that must work, and says how it went. What it throws is why it did not. */
export async function attempt(
  name: MediaCheck['name'],
  work: () => Promise<string | void>,
): Promise<MediaCheck> {
  const startMillis = performance.now();
  const took = (): number => Math.round(performance.now() - startMillis);
  const late = AbortSignal.timeout(trialMillis);
  try {
    const detail = await Promise.race([
      work(),
      once(late, 'abort').then(() => Promise.reject(new Error(tooLate))),
    ]);
    return { name, state: 'ok', millis: took(), detail: detail ?? '' };
  } catch (error) {
    return { name, state: 'failed', millis: took(), detail: wordsOf(error) };
  }
}

export function notConfigured(name: MediaCheck['name'], detail = ''): MediaCheck {
  return { name, state: 'off', millis: 0, detail };
}

export const tooLate = '等不到 / nothing came in time';

function wordsOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const cause = (error as { cause?: NodeJS.ErrnoException }).cause;
  return (cause?.code ?? (message || code) ?? String(error)).slice(0, 200);
}

/** Resolves when the condition holds; rejects when it does not in time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + trialMillis; performance.now() < end; await wait(lookMillis))
    if (await holds()) return;
  throw new Error(tooLate);
}

/** Our own certificate may be known to nobody. */
const trusting = { rejectUnauthorized: false };

/** A WebSocket of our own product. */
export function openSocket(origin: string, path: string): WebSocket {
  return new WebSocket(`${origin.replace(/^http/, 'ws')}${path}`, trusting);
}

/** Resolves with the first binary message, rejects with the close code. */
export function firstBytes(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.on('message', (_, isBinary) => isBinary && resolve());
    socket.on('close', (code, reason) => reject(new Error(`${code} ${String(reason)}`.trim())));
    socket.on('error', reject);
  });
}

/** The first bytes of an answer, or all of a short one. */
export function fetchStart(url: string): Promise<{ status: number; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    const take = (answer: IncomingMessage): void => {
      const pieces: Buffer[] = [];
      const done = (): void => {
        resolve({ status: answer.statusCode ?? 0, bytes: Buffer.concat(pieces) });
        request.destroy();
      };
      answer.on('data', (piece: Buffer) => {
        pieces.push(piece);
        if (pieces.reduce((sum, { length }) => sum + length, 0) > enoughBytes) done();
      });
      answer.on('end', done);
    };
    const request = url.startsWith('https:') ? getSecure(url, trusting, take) : getPlain(url, take);
    request.setTimeout(trialMillis, () => request.destroy(new Error(tooLate)));
    request.on('error', reject);
  });
}
const enoughBytes = 8_192;

/** Resolves when the server lets us begin, and when we play, with its first frame; rejects with its reason. */
export function openRtmp(address: string, action: 'publish' | 'play'): Promise<RtmpClient> {
  return new Promise((resolve, reject) => {
    const client: RtmpClient = new RtmpClient(readTarget(address), action, {
      onStarted: () => action === 'publish' && resolve(client),
      onMedia: () => resolve(client),
      onClosed: (reason) => reject(new Error(reason)),
    });
  });
}
