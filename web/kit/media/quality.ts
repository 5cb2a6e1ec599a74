export type QualityLevel = 'good' | 'fair' | 'poor' | 'offline';

/** What the meter reads each second. */
export interface QualityReading {
  isOpen: boolean;
  /** Pictures sent, and pictures left out because the network was behind. */
  sentFrames: number;
  shedFrames: number;
  /** Time from the camera to the hub; undefined until the first answer. */
  lagSeconds: number | undefined;
}

export interface Quality {
  level: QualityLevel;
  framesPerSecond: number;
  kilobitsPerSecond: number;
  widthPixel: number;
  heightPixel: number;
  lagSeconds: number | undefined;
  viewers: number;
}

export const noQuality: Quality = {
  level: 'offline',
  framesPerSecond: 0,
  kilobitsPerSecond: 0,
  widthPixel: 0,
  heightPixel: 0,
  lagSeconds: undefined,
  viewers: 0,
};

export function judgeQuality({
  isOpen,
  sentFrames,
  shedFrames,
  lagSeconds = 0,
}: QualityReading): QualityLevel {
  if (!isOpen) return 'offline';
  const shedShare = shedFrames / Math.max(1, sentFrames + shedFrames);
  if (sentFrames === 0 || shedShare > 0.25 || lagSeconds > 3) return 'poor';
  return shedShare > 0.02 || lagSeconds > 1.2 ? 'fair' : 'good';
}

/** Video bit rates for 720p, best first. Sound takes 64 kbit/s besides. */
export const bitrateLadder = [1_600_000, 900_000, 500_000, 300_000] as const;
const secondsBeforeStepDown = 4;
const secondsBeforeStepUp = 40;

export interface LadderState {
  readonly step: number;
  readonly badSeconds: number;
  readonly goodSeconds: number;
}

export const ladderStart: LadderState = { step: 0, badSeconds: 0, goodSeconds: 0 };

/** One second later: steps down when the network stays behind, up again after a long good while. */
export function climb(state: LadderState, level: QualityLevel): LadderState {
  if (level === 'offline') return state;
  const badSeconds = level === 'good' ? 0 : state.badSeconds + 1;
  const goodSeconds = level === 'good' ? state.goodSeconds + 1 : 0;
  if (badSeconds >= secondsBeforeStepDown && state.step < bitrateLadder.length - 1) {
    return { step: state.step + 1, badSeconds: 0, goodSeconds: 0 };
  }
  if (goodSeconds >= secondsBeforeStepUp && state.step > 0) {
    return { step: state.step - 1, badSeconds: 0, goodSeconds: 0 };
  }
  return { step: state.step, badSeconds, goodSeconds };
}

/** Pictures are left out while more than 0.6 s of video waits for the network, until less than 0.2 s does. */
export function isBehind(wasBehind: boolean, bufferedBytes: number, bitsPerSecond: number): boolean {
  const waitingSeconds = (bufferedBytes * 8) / bitsPerSecond;
  return waitingSeconds > (wasBehind ? 0.2 : 0.6);
}
