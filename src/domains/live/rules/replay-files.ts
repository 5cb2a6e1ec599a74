/** Keys of the files engine. Not below `public/`: who watches needs a token. */
export function replayKey(allianceId: string, sessionId: string, file: 'video' | 'poster'): string {
  return `replays/${allianceId}/${sessionId}/${file}.mp4`;
}

/** Live video is kept at least three years after its end (网络直播营销管理办法, class `live-3y`). */
const keptYears = 3;

export function keepUntil(endedAt: Date): Date {
  const until = new Date(endedAt);
  until.setUTCFullYear(until.getUTCFullYear() + keptYears);
  return until;
}
