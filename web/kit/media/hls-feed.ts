import type Hls from 'hls.js/light';
import type { Way } from './ways.ts';

export interface HlsListener {
  /** Pictures flow. */
  onLive(): void;
  /** None for a while; it may come back by itself. */
  onStalled(): void;
  /** The host stopped. */
  onEnded(): void;
  /** Nothing to play there yet, or no network: worth another try. */
  onLost(): void;
  /** The token is no longer good. */
  onRefused(): void;
  /** This browser cannot play it this way. */
  onBroken(): void;
}

/** Without a new picture so long, viewers are told that the host will be right back. */
const stalledMs = 2_500;
const lookEveryMs = 500;
const keptSeconds = 8;
const refusedStatus = 403;

/** Feeds a video element from an HLS playlist: by hls.js, fetched only now, or by the browser itself. */
export class HlsFeed {
  readonly #video: HTMLVideoElement;
  readonly #listener: HlsListener;
  readonly #look: ReturnType<typeof setInterval>;
  #hls: Hls | undefined;
  #isClosed = false;
  #shownSeconds = 0;
  #movedAtMs = performance.now();
  /** The playlist says that nothing follows. */
  #isLast = false;

  constructor(video: HTMLVideoElement, url: string, way: Exclude<Way, 'message'>, listener: HlsListener) {
    this.#video = video;
    this.#listener = listener;
    video.addEventListener('ended', this.#end);
    this.#look = setInterval(() => this.#watch(), lookEveryMs);
    if (way === 'native') this.#openNative(url);
    else void this.#open(url, way === 'low-latency');
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#look);
    this.#video.removeEventListener('ended', this.#end);
    this.#video.removeEventListener('error', this.#lose);
    this.#hls?.destroy();
  }

  #openNative(url: string): void {
    this.#video.addEventListener('error', this.#lose);
    this.#video.src = url;
    this.#play();
  }

  async #open(url: string, lowLatencyMode: boolean): Promise<void> {
    const { default: Library } = await import('hls.js/light');
    if (this.#isClosed) return;
    const hls = new Library({
      lowLatencyMode,
      backBufferLength: keptSeconds,
      // A plain player stays one segment behind, as near as it goes without stalling.
      ...(!lowLatencyMode && { liveSyncDurationCount: 1 }),
      maxLiveSyncPlaybackRate: 1.1,
      enableWorker: false, // fragments need no repackaging
    });
    this.#hls = hls;
    hls.on(Library.Events.MANIFEST_PARSED, () => this.#play());
    hls.on(Library.Events.LEVEL_UPDATED, (_, { details }) => (this.#isLast = !details.live));
    hls.on(Library.Events.ERROR, (_, { fatal, type, response }) => {
      if (!fatal) return;
      if (response?.code === refusedStatus) return this.#listener.onRefused();
      if (type === Library.ErrorTypes.NETWORK_ERROR) this.#lose();
      else this.#listener.onBroken();
    });
    hls.loadSource(url);
    hls.attachMedia(this.#video);
  }

  #play(): void {
    // Refused only until somebody taps; the player offers that tap.
    this.#video.play().catch(() => undefined);
  }

  #watch(): void {
    const { currentTime, readyState } = this.#video;
    const nowMs = performance.now();
    const hasMoved = currentTime !== this.#shownSeconds && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    this.#shownSeconds = currentTime;
    if (hasMoved) {
      this.#movedAtMs = nowMs;
      this.#listener.onLive();
    } else if (nowMs - this.#movedAtMs > stalledMs) {
      // The element says by itself that it is over only when sound and picture end together.
      if (this.#isLast) this.#end();
      else this.#listener.onStalled();
    }
  }

  readonly #end = (): void => {
    // The last movement must not be taken for a new beginning.
    clearInterval(this.#look);
    this.#listener.onEnded();
  };
  readonly #lose = (): void => {
    if (!this.#isClosed) this.#listener.onLost();
  };
}
