import { Download, Play } from 'lucide-react';
import { useState } from 'react';
import { Button, buttonClass } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { useLiveVideoText } from '../../texts/live-video.ts';
import { clockOf } from './clock-of.ts';
import './replay-clips.css';

export interface ClipRow {
  readonly label: string;
  readonly startMillis: number;
  readonly endMillis: number;
  readonly clipUrl: string;
}

/** Each item's explanation as a film of its own: to look at here, or to keep. */
export function ReplayClips({ clips }: { clips: readonly ClipRow[] }) {
  const T = useLiveVideoText();
  const [shownUrl, setShownUrl] = useState<string>();
  if (clips.length === 0) return null;
  return (
    <section className="replay-clips">
      <h3>{T.clips}</h3>
      <p className="quiet">{T.clipsNote}</p>
      <ol>
        {clips.map((clip) => (
          <li key={clip.clipUrl}>
            <span className="replay-clip-name">
              {clip.label}
              <small className="quiet tabular-nums">
                {clockOf(clip.startMillis)}–{clockOf(clip.endMillis)}
              </small>
            </span>
            <span className="replay-clip-acts">
              <Button
                kind="plain"
                size="s"
                icon={Play}
                aria-expanded={shownUrl === clip.clipUrl}
                onClick={() => setShownUrl(shownUrl === clip.clipUrl ? undefined : clip.clipUrl)}
              >
                {shownUrl === clip.clipUrl ? T.hideClip : T.watchClip}
              </Button>
              <a
                className={buttonClass({ kind: 'line', size: 's' })}
                href={clip.clipUrl}
                download={`${clip.label}-${clockOf(clip.startMillis).replaceAll(':', '.')}.mp4`}
                aria-label={T.downloadOf(clip.label)}
              >
                <Icon as={Download} size={14} />
                {T.download}
              </a>
            </span>
            {shownUrl === clip.clipUrl && (
              // A host's words have no captions to offer.
              // oxlint-disable-next-line jsx-a11y/media-has-caption
              <video
                className="replay-clip-film"
                src={clip.clipUrl}
                aria-label={T.clipOf(clip.label)}
                controls
                autoPlay
                playsInline
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
