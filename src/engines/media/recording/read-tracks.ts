import { readSound } from '../mp4/sound.ts';
import type { AudioTrack, VideoTrack } from '../mp4/tracks.ts';
import { boxesOf, firstBox } from './read-fragments.ts';

/** Before the boxes inside a sample entry (ISO/IEC 14496-12, 12.1.3 and 12.2.3). */
const visualEntryBytes = 78;
const audioEntryBytes = 28;
/** Up to the configuration inside our own esds (mp4/trak.ts): descriptors with lengths of one byte. */
const configLengthAt = 25;

/** What a moov of ours says about its tracks. */
export function readTracks(moov: Buffer): { video: VideoTrack; sound: AudioTrack | null } {
  let video: VideoTrack | null = null;
  let sound: AudioTrack | null = null;
  for (const trak of boxesOf(moov.subarray(8), 'trak')) {
    const stbl = firstBox(firstBox(firstBox(trak, 'mdia'), 'minf'), 'stbl');
    const entries = firstBox(stbl, 'stsd').subarray(8);
    const [avc1] = boxesOf(entries, 'avc1');
    const [mp4a] = boxesOf(entries, 'mp4a');
    if (avc1 !== undefined) {
      const avcC = firstBox(avc1.subarray(visualEntryBytes), 'avcC');
      video = { widthPixel: avc1.readUInt16BE(24), heightPixel: avc1.readUInt16BE(26), avcC };
    } else if (mp4a !== undefined) {
      const esds = firstBox(mp4a.subarray(audioEntryBytes), 'esds');
      sound = readSound(esds.subarray(configLengthAt + 1, configLengthAt + 1 + (esds[configLengthAt] ?? 0)));
    }
  }
  if (video === null) throw new Error('a recording without pictures');
  return { video, sound };
}
