/**
 * How the picture comes. message: fragments over a WebSocket into a media source, half a second late · low-latency:
 * LL-HLS, over a second · plain: whole segments, some seconds, for networks that hold answers back · native: HLS by
 * the browser itself, the only way on older iPhones.
 */
export type Way = 'message' | 'low-latency' | 'plain' | 'native';

export interface Abilities {
  readonly hasMediaSource: boolean;
  readonly hasNativeHls: boolean;
}

/** The ways this browser can go, the soonest picture first. Empty: none. */
export function waysFor({ hasMediaSource, hasNativeHls }: Abilities): readonly Way[] {
  const own: readonly Way[] = hasMediaSource ? ['message', 'low-latency', 'plain'] : [];
  return hasNativeHls ? [...own, 'native'] : own;
}

/** A media server's own address, where there is nothing but HLS. */
export function isElsewhere(playPath: string): boolean {
  return /^https?:/.test(playPath);
}

/** The HLS playlist that goes with a player's WebSocket path: the token names the folder. */
export function hlsPathOf(playPath: string): string {
  if (isElsewhere(playPath)) return playPath;
  const token = playPath.slice(playPath.indexOf('?') + 1);
  return `/media/hls/${token}/live.m3u8`;
}
