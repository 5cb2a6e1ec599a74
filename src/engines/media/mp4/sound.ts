import type { AudioTrack } from './tracks.ts';

/** Rates by their index (ISO/IEC 14496-3, table 1.18). */
const rates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
/** One block of AAC-LC. */
export const samplesPerBlock = 1_024;

/** What an AudioSpecificConfig says (ISO/IEC 14496-3, 1.6.2.1); null when it is torn or of no known rate. */
export function readSound(config: Uint8Array): AudioTrack | null {
  const [first, second] = config;
  if (first === undefined || second === undefined || config.byteLength > 64 || first >> 3 === 0) return null;
  const rate = rates[((first & 7) << 1) | (second >> 7)];
  const channels = (second >> 3) & 0xf;
  if (rate === undefined || channels > 7) return null;
  // 0: said elsewhere, in practice stereo. 7: eight loudspeakers.
  const channelCount = channels === 0 ? 2 : channels === 7 ? 8 : channels;
  return { sampleRateHertz: rate, channelCount, config };
}
