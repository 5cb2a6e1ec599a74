import { type Capture, startCapture } from './capture.ts';
import {
  bitrateLadder,
  climb,
  isBehind,
  judgeQuality,
  type LadderState,
  ladderStart,
  noQuality,
  type Quality,
} from './quality.ts';
import type { DoorSource } from './source.ts';
import { Uplink, type UplinkState } from './uplink.ts';
import {
  type AudioConfig,
  audioMessage,
  type EncodedFrame,
  frameMessage,
  helloMessage,
  type VideoConfig,
  videoMessage,
} from './wire.ts';

export interface PublishSnapshot {
  /** failed: the browser could not encode. */
  readonly state: UplinkState | 'failed';
  readonly quality: Quality;
}

const finalStates: readonly PublishSnapshot['state'][] = ['refused', 'replaced', 'lost', 'closed', 'failed'];

/** Sends a camera (or any MediaStream) to the hub until stopped. The stream's tracks stay with whoever opened them. */
export class LivePublisher {
  readonly #onChange: (snapshot: PublishSnapshot) => void;
  readonly #uplink: Uplink;
  readonly #meter: ReturnType<typeof setInterval>;
  #now: PublishSnapshot = { state: 'connecting', quality: noQuality };
  #stream: MediaStream;
  #capture: Promise<Capture> | undefined;
  #video: VideoConfig | undefined;
  #audio: AudioConfig | undefined;
  #ladder: LadderState = ladderStart;
  #wasBehind = false;
  /** A new connection begins with a key frame instead of waiting for the next. */
  #wantsKey = false;
  /** Since the last reading of the meter. */
  #sent = { frames: 0, bytes: 0, shed: 0 };

  constructor(
    stream: MediaStream,
    source: DoorSource,
    onChange: (snapshot: PublishSnapshot) => void = () => undefined,
  ) {
    this.#stream = stream;
    this.#onChange = onChange;
    this.#uplink = new Uplink(source, {
      introduce: () => this.#introduction(),
      onState: (state) => {
        this.#change({ state });
        this.#wantsKey ||= state === 'open';
        if (finalStates.includes(state)) this.#halt();
      },
      onNotice: ({ timeMicros, viewers }) => {
        // Both times are this browser's own clock.
        const lagSeconds =
          timeMicros === 0 ? undefined : Math.max(0, Date.now() / 1_000 - timeMicros / 1_000_000);
        this.#change({ quality: { ...this.#now.quality, lagSeconds, viewers } });
      },
    });
    this.#meter = setInterval(() => this.#measure(), 1_000);
    this.#begin();
  }

  get snapshot(): PublishSnapshot {
    return this.#now;
  }

  /** Goes on with another camera or microphone. */
  replaceStream(stream: MediaStream): void {
    const hadAudio = this.#hasAudio();
    this.#stream = stream;
    this.#video = undefined;
    this.#audio = undefined;
    // Whether there is sound is said once per connection.
    if (hadAudio !== this.#hasAudio()) this.#uplink.reconnect();
    this.#restart();
  }

  /** Drops the connection and comes back: for a host who changed from one network to another. */
  reconnect(): void {
    this.#uplink.reconnect();
  }

  /** Ends the broadcast for all viewers. */
  stop(): void {
    this.#uplink.close();
  }

  #change(next: Partial<PublishSnapshot>): void {
    this.#now = { ...this.#now, ...next };
    this.#onChange(this.#now);
  }

  #hasAudio(): boolean {
    return this.#stream.getAudioTracks().length > 0;
  }

  #bitsPerSecond(): number {
    return bitrateLadder[this.#ladder.step] ?? bitrateLadder[0];
  }

  #introduction(): string[] {
    const messages = [helloMessage(this.#hasAudio())];
    if (this.#video !== undefined) messages.push(videoMessage(this.#video));
    if (this.#audio !== undefined) messages.push(audioMessage(this.#audio));
    return messages;
  }

  #begin(): void {
    if (finalStates.includes(this.#now.state)) return;
    const capture = startCapture(this.#stream, this.#bitsPerSecond(), {
      mayEncode: () => this.#mayEncode(),
      wantsKey: () => {
        const wanted = this.#wantsKey;
        this.#wantsKey = false;
        return wanted;
      },
      onResized: () => this.#restart(),
      onFailed: () => this.#fail(),
      onVideoConfig: (config) => {
        this.#video = config;
        this.#uplink.send(videoMessage(config));
      },
      onAudioConfig: (config) => {
        this.#audio = config;
        this.#uplink.send(audioMessage(config));
      },
      onFrame: (frame) => this.#sendFrame(frame),
    });
    this.#capture = capture;
    capture.catch(() => this.#fail());
  }

  #mayEncode(): boolean {
    if (!this.#uplink.isOpen) return false;
    this.#wasBehind = isBehind(this.#wasBehind, this.#uplink.bufferedBytes, this.#bitsPerSecond());
    if (this.#wasBehind) this.#sent.shed += 1;
    return !this.#wasBehind;
  }

  #sendFrame(frame: EncodedFrame): void {
    const message = frameMessage(frame);
    this.#uplink.send(message);
    this.#sent.bytes += message.byteLength;
    if (frame.kind === 'video') this.#sent.frames += 1;
  }

  /** A new encoder: after a turn of the phone, another camera or another bit rate. */
  #restart(): void {
    const before = this.#capture;
    this.#capture = undefined;
    void before
      ?.then((capture) => capture.stop())
      .then(
        () => this.#begin(),
        () => this.#fail(),
      );
  }

  #fail(): void {
    if (finalStates.includes(this.#now.state)) return;
    this.#uplink.close();
    this.#change({ state: 'failed' });
  }

  #halt(): void {
    clearInterval(this.#meter);
    void this.#capture?.then((capture) => capture.stop()).catch(() => undefined);
    this.#capture = undefined;
  }

  #measure(): void {
    const { frames, bytes, shed } = this.#sent;
    this.#sent = { frames: 0, bytes: 0, shed: 0 };
    const { lagSeconds } = this.#now.quality;
    const isOpen = this.#uplink.isOpen;
    const level = judgeQuality({ isOpen, sentFrames: frames, shedFrames: shed, lagSeconds });
    const { widthPixel = 0, heightPixel = 0 } = this.#video ?? {};
    const kilobitsPerSecond = Math.round((bytes * 8) / 1_000);
    const figures = { level, framesPerSecond: frames, kilobitsPerSecond, widthPixel, heightPixel };
    this.#change({ quality: { ...this.#now.quality, ...figures } });
    const before = this.#ladder.step;
    this.#ladder = climb(this.#ladder, level);
    if (this.#ladder.step !== before) this.#restart();
  }
}
