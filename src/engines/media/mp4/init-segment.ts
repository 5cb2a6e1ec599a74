import { ascii, box, fullBox, u32 } from './box.ts';
import { audioTrak, movieHeader, type TrackLife, videoTrak } from './trak.ts';
import type { AudioTrack, VideoTrack } from './tracks.ts';
import { audioTrackId, videoTrackId } from './tracks.ts';

/** ftyp + moov of a fragmented MP4. Written once both configurations are known: a later track is an error to MSE. */
export function initSegment(video: VideoTrack, audio: AudioTrack | null): Uint8Array<ArrayBuffer> {
  const ids = audio === null ? [videoTrackId] : [videoTrackId, audioTrackId];
  const moov = box(
    'moov',
    movieHeader(0),
    videoTrak(video, stillEmpty),
    ...(audio === null ? [] : [audioTrak(audio, stillEmpty)]),
    box('mvex', ...ids.map((id) => fullBox('trex', 0, 0, u32(id, 1, 0, 0, 0)))),
  );
  return Buffer.concat([box('ftyp', ascii('isom'), u32(0x200), ascii('isomiso5avc1mp41')), moov]);
}

const stillEmpty: TrackLife = {
  durationTicks: 0,
  durationMillis: 0,
  edits: [],
  tables: (stsd) => [
    stsd,
    fullBox('stts', 0, 0, u32(0)),
    fullBox('stsc', 0, 0, u32(0)),
    fullBox('stsz', 0, 0, u32(0, 0)),
    fullBox('stco', 0, 0, u32(0)),
  ],
};
