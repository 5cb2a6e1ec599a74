import { calmTargetSeconds, chaseEdge, targetAfterCalm, targetAfterStall } from './live-edge.ts';
import { HlsFeed } from './hls-feed.ts';
import { canPlay, hasMediaSource, MsePipe } from './mse-pipe.ts';
import { type DoorSource, openSocket, pathOf, retryDelayMs, socketUrl } from './source.ts';
import { hlsPathOf, isElsewhere, type Way, waysFor } from './ways.ts';
import { closeCode, type ViewerNotice } from './wire.ts';

/**
 * connecting: nothing seen yet · live · reconnecting: the last picture stays while host or network come back ·
 * ended: the host stopped · refused: removed from the room · unsupported: no way of playing H.264 here.
 */
export type PlayState = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'refused' | 'unsupported';

export interface PlaySnapshot {
  readonly state: PlayState;
  readonly isMuted: boolean;
  /** The browser wants a tap before it plays even silently (power saving). */
  readonly isBlocked: boolean;
  readonly widthPixel: number;
  readonly heightPixel: number;
}

export const firstSnapshot: PlaySnapshot = {
  state: 'connecting',
  isMuted: true,
  isBlocked: false,
  widthPixel: 0,
  heightPixel: 0,
};

const calmMs = 10_000;
/** A newcomer gets up to a second of the past; more than this of it is skipped. */
const startSlackSeconds = 0.15;
/** Refusals in a row, each with a fresh token, before giving up. */
const mostRefusals = 3;
/** Sockets in a row that brought no word, before another way is tried: some networks let none through. */
const mostSilences = 3;

/** Plays a stream in a video element, muted until asked otherwise, and keeps trying until closed. */
export class LivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #source: DoorSource;
  readonly #onChange: (snapshot: PlaySnapshot) => void;
  readonly #calmTimer: ReturnType<typeof setInterval>;
  #now = firstSnapshot;
  #socket: WebSocket | undefined;
  #hls: HlsFeed | undefined;
  /** Still to be tried, the present one first. */
  #ways: readonly Way[];
  #pipe: MsePipe | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #refusals = 0;
  #isClosed = false;
  /** Since the hub said so and until it sends a new beginning; what still arrives is the tail. */
  #isHostAway = false;
  #targetSeconds = calmTargetSeconds;
  #stalledAtMs = performance.now();

  constructor(
    video: HTMLVideoElement,
    source: DoorSource,
    onChange: (snapshot: PlaySnapshot) => void = () => undefined,
    ways: readonly Way[] = waysFor({
      hasMediaSource: hasMediaSource(),
      hasNativeHls: video.canPlayType('application/vnd.apple.mpegurl') !== '',
    }),
  ) {
    this.#ways = ways;
    this.#video = video;
    this.#source = source;
    this.#onChange = onChange;
    video.muted = true;
    video.playsInline = true;
    video.addEventListener('waiting', this.#noteStall);
    this.#calmTimer = setInterval(() => this.#calmDown(), calmMs);
    void this.#connect();
  }

  get snapshot(): PlaySnapshot {
    return this.#now;
  }

  /** Call it from a tap: browsers allow sound only then. */
  setMuted(isMuted: boolean): void {
    this.#video.muted = isMuted;
    this.#change({ isMuted });
    this.#play();
  }

  /** Plays after a tap when blocked. */
  play(): void {
    this.#change({ isBlocked: false });
    this.#play();
  }

  /** Seconds between the newest picture here and the one shown. */
  behindSeconds(): number {
    return Math.max(0, (this.#pipe?.endSeconds() ?? 0) - this.#video.currentTime);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#calmTimer);
    this.#video.removeEventListener('waiting', this.#noteStall);
    this.#socket?.close();
    this.#pipe?.close();
    this.#hls?.close();
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  #change(next: Partial<PlaySnapshot>): void {
    const isSame = Object.entries(next).every(
      ([key, value]) => this.#now[key as keyof PlaySnapshot] === value,
    );
    if (isSame || this.#isClosed) return;
    this.#now = { ...this.#now, ...next };
    this.#onChange(this.#now);
  }

  async #connect(): Promise<void> {
    const [way] = this.#ways;
    if (way === undefined) return this.#change({ state: 'unsupported' });
    const path = await pathOf(this.#source).catch(() => undefined);
    if (this.#isClosed) return;
    if (path === undefined) return this.#again();
    if (way === 'message' && isElsewhere(path)) this.#nextWay();
    else if (way === 'message') this.#openSocket(socketUrl(path));
    else this.#openHls(hlsPathOf(path), way);
  }

  #openSocket(url: string): void {
    const socket = openSocket(url);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#socket !== socket) return;
      if (typeof data === 'string') this.#hear(JSON.parse(data) as ViewerNotice);
      else this.#pipe?.append(data);
    });
    socket.addEventListener('close', ({ code }) => {
      if (this.#socket === socket) this.#lose(code);
    });
  }

  #lose(code: number): void {
    this.#socket = undefined;
    const { state } = this.#now;
    if (this.#isClosed || state === 'unsupported') return;
    this.#refusals = code === closeCode.refused ? this.#refusals + 1 : 0;
    if (code === closeCode.kicked || this.#refusals >= mostRefusals)
      return this.#change({ state: 'refused' });
    if (state === 'live') this.#change({ state: 'reconnecting' });
    if (state === 'connecting' && this.#failures >= mostSilences && this.#ways.length > 1) this.#nextWay();
    else this.#again();
  }

  /** Gives up the present way for good. */
  #nextWay(): void {
    this.#ways = this.#ways.slice(1);
    this.#socket?.close();
    this.#socket = undefined;
    this.#pipe?.close();
    this.#pipe = undefined;
    this.#hls?.close();
    this.#hls = undefined;
    void this.#connect();
  }

  #openHls(url: string, way: Exclude<Way, 'message'>): void {
    this.#hls?.close();
    this.#hls = new HlsFeed(this.#video, url, way, {
      onLive: () => {
        this.#failures = 0;
        this.#refusals = 0;
        const { videoWidth: widthPixel, videoHeight: heightPixel } = this.#video;
        this.#change({ state: 'live', widthPixel, heightPixel, isBlocked: false });
      },
      onStalled: () => this.#stallHls(),
      onEnded: () => this.#change({ state: 'ended' }),
      onLost: () => {
        if (this.#now.state === 'live') this.#change({ state: 'reconnecting' });
        this.#again();
      },
      onRefused: () => {
        this.#refusals += 1;
        if (this.#refusals < mostRefusals) this.#again();
        else this.#change({ state: 'refused' });
      },
      onBroken: () => this.#nextWay(),
    });
  }

  /** Nothing moves: either the host is away or the browser waits for a tap. */
  #stallHls(): void {
    const isWaiting = this.#video.paused && this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (isWaiting) this.#change({ isBlocked: true });
    else if (this.#now.state === 'live') this.#change({ state: 'reconnecting' });
  }

  #again(): void {
    const delayMs = retryDelayMs(this.#failures, Math.random());
    this.#failures += 1;
    this.#retry = setTimeout(() => void this.#connect(), delayMs);
  }

  #hear(notice: ViewerNotice): void {
    this.#failures = 0;
    this.#isHostAway = notice.type !== 'init';
    if (notice.type === 'init') this.#begin(notice);
    else if (notice.type === 'reconnecting') this.#change({ state: 'reconnecting' });
    // A hub that knows nothing of a stream we saw: it ended while we were away.
    else if (notice.type === 'ended' || this.#now.state !== 'connecting') this.#change({ state: 'ended' });
  }

  #begin({ mime, atMicros, widthPixel, heightPixel }: Extract<ViewerNotice, { type: 'init' }>): void {
    if (!canPlay(mime)) {
      return this.#nextWay();
    }
    this.#pipe ??= new MsePipe(this.#video, {
      onAppended: () => this.#follow(),
      onBroken: () => {
        this.#pipe = undefined;
        this.#socket?.close();
      },
    });
    this.#pipe.init(mime, atMicros / 1_000_000);
    this.#change({ widthPixel, heightPixel });
  }

  /** After every append: start, stay near the edge, and notice that pictures flow again. */
  #follow(): void {
    const video = this.#video;
    const end = this.#pipe?.endSeconds();
    if (end === undefined) return;
    const aheadSeconds = end - video.currentTime;
    const isStarting = this.#now.state !== 'live' && aheadSeconds > this.#targetSeconds + startSlackSeconds;
    const step = chaseEdge(aheadSeconds, this.#targetSeconds);
    const seekTo = isStarting ? this.#targetSeconds : step.seekToAheadSeconds;
    if (seekTo !== undefined) video.currentTime = Math.max(0, end - seekTo);
    if (video.playbackRate !== step.playbackRate) video.playbackRate = step.playbackRate;
    if (video.paused && !this.#now.isBlocked) this.#play();
    const isShowing = video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !video.paused;
    if (isShowing && !this.#isHostAway && this.#socket !== undefined) this.#change({ state: 'live' });
  }

  #play(): void {
    this.#video.play().then(
      () => this.#change({ isBlocked: false }),
      (error: unknown) => {
        if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
        // Sound is not allowed here after all: rather silent than dark.
        if (this.#video.muted) this.#change({ isBlocked: true });
        else this.setMuted(true);
      },
    );
  }

  readonly #noteStall = (): void => {
    if (this.#now.state !== 'live' || this.#socket === undefined) return;
    this.#targetSeconds = targetAfterStall(this.#targetSeconds);
    this.#stalledAtMs = performance.now();
  };

  #calmDown(): void {
    if (performance.now() - this.#stalledAtMs > calmMs)
      this.#targetSeconds = targetAfterCalm(this.#targetSeconds);
  }
}
