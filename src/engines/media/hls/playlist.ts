import { hlsPartTargetMicros, hlsSegmentsWithParts } from '../hub/limits.ts';
import type { Part, Segment, Segmenter } from './segmenter.ts';

/** Where a low-latency player stays behind the newest part: three parts (4.4.3.8). */
const holdBackParts = 3;

/**
 * The media playlist of a stream, one for all viewers: its addresses are relative to a folder that carries the
 * token. Players that know nothing of parts leave those lines out and play whole segments.
 */
export function writePlaylist(source: Segmenter): string {
  const { segments, next } = source;
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:9',
    `#EXT-X-TARGETDURATION:${source.targetSeconds}`,
    `#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=${seconds(holdBackParts * hlsPartTargetMicros)}`,
    `#EXT-X-PART-INF:PART-TARGET=${seconds(hlsPartTargetMicros)}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.number ?? next.segment}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${source.breaksBefore}`,
  ];
  segments.forEach((segment, i) => {
    const before = segments[i - 1];
    if (i > 0 && segment.isAfterBreak) lines.push('#EXT-X-DISCONTINUITY');
    if (before?.init !== segment.init) lines.push(`#EXT-X-MAP:URI="init-${segment.init.number}.mp4"`);
    if (segments.length - i <= hlsSegmentsWithParts) lines.push(...segment.parts.map(partLine(segment)));
    if (segment.isWhole) lines.push(`#EXTINF:${seconds(segment.durationMicros)},`, `${segment.number}.m4s`);
  });
  if (source.isEnded) lines.push('#EXT-X-ENDLIST');
  else lines.push(`#EXT-X-PRELOAD-HINT:TYPE=PART,URI="${partName(next.segment, next.part)}"`);
  return `${lines.join('\n')}\n`;
}

function partLine(segment: Segment): (part: Part, index: number) => string {
  return ({ durationMicros, isIndependent }, index) => {
    const independent = isIndependent ? ',INDEPENDENT=YES' : '';
    return `#EXT-X-PART:DURATION=${seconds(durationMicros)},URI="${partName(segment.number, index)}"${independent}`;
  };
}

function partName(segment: number, part: number): string {
  return `${segment}.${part}.m4s`;
}

function seconds(micros: number): string {
  return (micros / 1_000_000).toFixed(3);
}
