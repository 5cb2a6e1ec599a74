import { hlsPatienceMillis } from '../hub/limits.ts';
import { writePlaylist } from './playlist.ts';
import type { Segmenter } from './segmenter.ts';

/** What to send for a file of a stream's folder. */
export interface HlsAnswer {
  readonly status: 200 | 400 | 404 | 503;
  readonly type: string;
  readonly body: readonly Uint8Array[];
  /** How long a browser may keep it: never for what changes. */
  readonly maxAgeSeconds: number;
}

const listType = 'application/vnd.apple.mpegurl';
const initName = /^init-(\d{1,15})\.mp4$/;
const segmentName = /^(\d{1,15})\.m4s$/;
const partName = /^(\d{1,15})\.(\d{1,4})\.m4s$/;
const keptSeconds = 60;

/**
 * Answers with a file of the folder, at once or when it is there (blocking playlist reload and preload hints,
 * rfc8216bis 6.2.5.2). `done` is called once; the returned function takes the request back.
 */
export function answerHls(
  source: Segmenter,
  name: string,
  query: URLSearchParams,
  done: (answer: HlsAnswer) => void,
): () => void {
  const wanted = wantedOf(source, name, query);
  if (wanted === null || isFarOff(source, wanted)) {
    done(wanted === null ? fileOf(source, name) : failure(400));
    return () => undefined;
  }
  return waitFor(source, wanted, () => done(fileOf(source, name)), done);
}

interface Wanted {
  readonly segment: number;
  /** Null: the whole segment. */
  readonly part: number | null;
}

/** What must exist before the answer makes sense; null when nothing needs to be waited for. */
function wantedOf(source: Segmenter, name: string, query: URLSearchParams): Wanted | null {
  if (name === 'live.m3u8') {
    const segment = whole(query.get('_HLS_msn'));
    return segment === null ? null : { segment, part: whole(query.get('_HLS_part')) };
  }
  const [, segment, part] = partName.exec(name) ?? [];
  // Only the hinted part is worth waiting for: everything else is there or never will be.
  const { next } = source;
  const isHinted = Number(segment) === next.segment && Number(part) === next.part;
  return isHinted ? { segment: next.segment, part: next.part } : null;
}

function isThere({ segments, isEnded }: Segmenter, { segment, part }: Wanted): boolean {
  const last = segments.at(-1);
  if (isEnded) return true;
  if (last === undefined || segment > last.number) return false;
  if (segment < last.number || last.isWhole) return true;
  return part !== null && part < last.parts.length;
}

/** A player cannot know what lies further ahead than two segments (6.2.5.2). */
function isFarOff(source: Segmenter, { segment }: Wanted): boolean {
  return segment > source.next.segment + 2;
}

function waitFor(
  source: Segmenter,
  wanted: Wanted,
  ready: () => void,
  giveUp: (answer: HlsAnswer) => void,
): () => void {
  if (isThere(source, wanted)) {
    ready();
    return () => undefined;
  }
  let forget = (): void => undefined;
  const timer = setTimeout(() => {
    forget();
    giveUp(failure(503));
  }, hlsPatienceMillis);
  const look = (): void => {
    if (!isThere(source, wanted)) {
      forget = source.whenMore(look);
      return;
    }
    clearTimeout(timer);
    ready();
  };
  forget = source.whenMore(look);
  return () => {
    clearTimeout(timer);
    forget();
  };
}

function fileOf(source: Segmenter, name: string): HlsAnswer {
  const { segments } = source;
  if (name === 'live.m3u8') {
    if (segments.length === 0) return failure(404);
    return { status: 200, type: listType, body: [playlistOf(source)], maxAgeSeconds: 0 };
  }
  const initNumber = Number(initName.exec(name)?.[1]);
  const init = segments.find((segment) => segment.init.number === initNumber)?.init;
  if (init !== undefined) return media([init.bytes]);
  const [, segmentNumber, partIndex] = partName.exec(name) ?? segmentName.exec(name) ?? [];
  const segment = segments.find(({ number }) => number === Number(segmentNumber));
  if (segment === undefined) return failure(404);
  if (partIndex === undefined)
    return segment.isWhole ? media(segment.parts.map(({ bytes }) => bytes)) : failure(404);
  const part = segment.parts[Number(partIndex)];
  return part === undefined ? failure(404) : media([part.bytes]);
}

const written = new WeakMap<Segmenter, { readonly version: number; readonly bytes: Buffer }>();

/** Written once for all who wait for the same part. */
function playlistOf(source: Segmenter): Buffer {
  const known = written.get(source);
  if (known?.version === source.version) return known.bytes;
  const bytes = Buffer.from(writePlaylist(source));
  written.set(source, { version: source.version, bytes });
  return bytes;
}

function media(body: readonly Uint8Array[]): HlsAnswer {
  return { status: 200, type: 'video/mp4', body, maxAgeSeconds: keptSeconds };
}

function failure(status: 400 | 404 | 503): HlsAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: [], maxAgeSeconds: 0 };
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
