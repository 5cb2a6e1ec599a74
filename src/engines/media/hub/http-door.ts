import type { IncomingMessage, ServerResponse } from 'node:http';
import { openFlvDialect } from '../flv/dialect.ts';
import { answerHls, type HlsAnswer } from '../hls/answer.ts';
import type { Segmenter } from '../hls/segmenter.ts';
import type { MediaGrant } from '../port.ts';
import { hlsAbsentMillis } from './limits.ts';
import type { SocketDoorOptions } from './sockets.ts';
import type { Link } from './viewer.ts';

export interface HttpDoor {
  answer(request: IncomingMessage, response: ServerResponse): void;
  /** Lets absent viewers go; call it every second. */
  sweep(): void;
}

/** A viewer of HLS: there is no connection to tell when he leaves. */
interface HlsSeat {
  readonly segments: Segmenter;
  readonly leave: () => void;
  heardAtMillis: number;
}

const flvPath = '/media/live.flv';
/** The token stands in the folder's name, so that the playlist is the same for all and its addresses are relative. */
const hlsPath = /^\/media\/hls\/([^/]{1,600})\/([\w.-]{1,60})$/;

/** Serves players that speak HTTP: FLV without end, and HLS. */
export function openHttpDoor(options: SocketDoorOptions): HttpDoor {
  const seats = new Map<string, HlsSeat>();

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const isFlv = path === flvPath;
    const [, folder = '', name = ''] = hlsPath.exec(path) ?? [];
    if (!isFlv && name === '') return say(response, 404, '没有这个地址 / no such address');
    if (request.method !== 'GET') return say(response, 405, '只能用 GET / use GET');
    const token = isFlv ? query : decode(folder);
    const grant = options.authorize('play', token);
    if (typeof grant === 'string') {
      const address = addressOf(request);
      options.refused({ door: isFlv ? 'flv' : 'hls', address, reason: grant });
      return say(
        response,
        403,
        `令牌无效（${grant}），请刷新页面 / token refused (${grant}), reload the page`,
      );
    }
    if (isFlv) playFlv(options, grant, response);
    else serveHls(grant, token, name, new URLSearchParams(query), response);
  }

  function serveHls(
    grant: MediaGrant,
    token: string,
    name: string,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const seat = seatOf(grant, token);
    if (seat === null) return say(response, 503, full);
    const forget = answerHls(seat.segments, name, query, (found) => {
      seat.heardAtMillis = options.nowMillis();
      send(response, found);
      options.hub.sent(found.body.reduce((sum, { byteLength }) => sum + byteLength, 0));
    });
    response.on('close', forget);
  }

  function seatOf(grant: MediaGrant, token: string): HlsSeat | null {
    const heardAtMillis = options.nowMillis();
    const known = seats.get(token);
    if (known !== undefined) {
      known.heardAtMillis = heardAtMillis;
      return known;
    }
    const taken = options.hub.sit(grant);
    if (taken === null) return null;
    const seat = { ...taken, heardAtMillis };
    seats.set(token, seat);
    return seat;
  }

  function sweep(): void {
    const nowMillis = options.nowMillis();
    for (const [token, seat] of seats) {
      if (nowMillis - seat.heardAtMillis <= hlsAbsentMillis) continue;
      seats.delete(token);
      seat.leave();
    }
  }

  return { answer, sweep };
}

/** On the pipe from the main process the header says it; on a port of our own anybody could write the header. */
function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress ?? String(request.headers['x-forwarded-for'] ?? '');
}

const full = '直播间已满，请稍后再来 / the hub is full, come back later';

function playFlv({ hub, nowMillis }: SocketDoorOptions, grant: MediaGrant, response: ServerResponse): void {
  const link: Link = {
    send: (data) => {
      if (typeof data !== 'string' && !response.writableEnded) response.write(data);
    },
    close: (code) => (code === 1000 ? response.end() : response.destroy()),
    get bufferedBytes() {
      return response.writableLength;
    },
  };
  response.writeHead(200, {
    'content-type': 'video/x-flv',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.flushHeaders();
  const leave = hub.play(grant, link, nowMillis(), openFlvDialect());
  if (leave === null) response.destroy();
  else response.on('close', leave);
}

function send(response: ServerResponse, { status, type, body, maxAgeSeconds }: HlsAnswer): void {
  if (status !== 200) return say(response, status, hlsProblems[status]);
  response.writeHead(200, {
    'content-type': type,
    'content-length': body.reduce((sum, { byteLength }) => sum + byteLength, 0),
    'cache-control': maxAgeSeconds === 0 ? 'no-store' : `private, max-age=${maxAgeSeconds}`,
  });
  // Head and body leave in one packet where there is one piece.
  for (const bytes of body.slice(0, -1)) response.write(bytes);
  response.end(body.at(-1));
}

const hlsProblems = {
  400: '要得太早，请重新取播放列表 / too far ahead, reload the playlist',
  404: '没有这一段，主播也许还没开始 / no such segment, the host may not have begun',
  503: '还没等到画面，请再试 / no picture came in time, try again',
} as const;

function say(response: ServerResponse, status: number, text: string): void {
  const body = Buffer.from(`${text}\n`);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.byteLength,
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** Some players write the folder's = and & as escapes. */
function decode(folder: string): string {
  if (!folder.includes('%')) return folder;
  try {
    return decodeURIComponent(folder);
  } catch (error) {
    if (error instanceof URIError) return '';
    throw error;
  }
}
