import { Play } from 'lucide-react';
import { useRef, useState } from 'react';
import { Icon } from '../parts/icon.tsx';
import { useMediaText } from './text.ts';
import './live-stage.css';
import './replay.css';

export interface ReplayMark {
  readonly startMillis: number;
  /** What was shown. */
  readonly label: string;
}

export interface ReplayProps {
  videoUrl: string;
  /** A movie of one picture: shown until somebody wants the whole. */
  posterUrl: string;
  marks: readonly ReplayMark[];
  /** Whose session it was, for screen readers. */
  name: string;
}

/** The video of a session with a mark for every item shown; a press on a mark goes there. */
export function Replay({ videoUrl, posterUrl, marks, name }: ReplayProps) {
  const T = useMediaText();
  const video = useRef<HTMLVideoElement>(null);
  const [startSeconds, setStartSeconds] = useState<number>();
  const isOpen = startSeconds !== undefined;
  function watchFrom(seconds: number) {
    setStartSeconds(seconds);
    if (video.current === null || !isOpen) return;
    video.current.currentTime = seconds;
    void video.current.play();
  }
  return (
    <div className="grid gap-2">
      <div className="lb-replay">
        {isOpen ? (
          // A session has no captions to offer; what was shown is also in the list of marks.
          // oxlint-disable-next-line jsx-a11y/media-has-caption
          <video
            ref={video}
            className="lb-replay-video"
            aria-label={T.replayOf(name)}
            src={`${videoUrl}#t=${startSeconds}`}
            controls
            autoPlay
            playsInline
          />
        ) : (
          <>
            <video className="lb-replay-video" src={posterUrl} preload="auto" muted playsInline aria-hidden />
            <button type="button" className="lb-stage-play" onClick={() => watchFrom(0)}>
              <Icon as={Play} size={22} />
              {T.replay}
            </button>
          </>
        )}
      </div>
      {marks.length > 0 && (
        <ol className="lb-replay-marks" aria-label={T.marks}>
          {marks.map(({ startMillis, label }) => (
            <li key={`${startMillis} ${label}`}>
              <button type="button" onClick={() => watchFrom(startMillis / 1_000)}>
                <span className="tabular-nums text-ink-3">{clockOf(startMillis)}</span> {label}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** 1:02:03 or 2:03. */
function clockOf(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
