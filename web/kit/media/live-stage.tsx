import { Play, Volume2, VolumeX } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Icon } from '../parts/icon.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import type { PlayState } from './play.ts';
import type { DoorSource } from './source.ts';
import { useMediaText } from './text.ts';
import { useLivePlayer } from './use-live-player.ts';
import './live-stage.css';

export interface LiveStageProps {
  /** '/media/play?…', or a stable function that asks for a fresh one. */
  source: DoorSource;
  /** Who is on air, for screen readers. */
  name: string;
  /** Picture until the first frame. */
  poster?: string;
  onState?: (state: PlayState) => void;
  /** What lies over the picture. */
  children?: ReactNode;
}

/** The live picture, filling its box; it keeps the last frame and says so while host or network are away. */
export function LiveStage({ source, name, poster, onState, children }: LiveStageProps) {
  const T = useMediaText();
  const { videoRef, state, isMuted, isBlocked, setMuted, play } = useLivePlayer(source);
  useEffect(() => onState?.(state), [state, onState]);
  const isShowing = state === 'live' || state === 'reconnecting';
  return (
    <div className="lb-stage">
      {/* A live host has no captions to offer; what counts is also in the chat and on the pinned card. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={videoRef}
        className="lb-stage-video"
        aria-label={T.stage(name)}
        poster={poster}
        muted
        playsInline
      />
      <p role="status" className="lb-stage-status">
        {state !== 'live' && <span className="lb-stage-label">{T[state]}</span>}
      </p>
      {isBlocked && (
        <button type="button" className="lb-stage-play" onClick={play}>
          <Icon as={Play} size={22} />
          {T.play}
        </button>
      )}
      {isShowing && (
        <div className="lb-stage-sound">
          <IconButton
            kind="glass"
            icon={isMuted ? VolumeX : Volume2}
            label={isMuted ? T.soundOn : T.soundOff}
            onClick={() => setMuted(!isMuted)}
          />
        </div>
      )}
      {children}
    </div>
  );
}
