import { type RefObject, useEffect, useRef, useState } from 'react';
import { firstSnapshot, LivePlayer, type PlaySnapshot } from './play.ts';
import type { DoorSource } from './source.ts';

export interface LivePlayerView extends PlaySnapshot {
  readonly videoRef: RefObject<HTMLVideoElement | null>;
  readonly setMuted: (isMuted: boolean) => void;
  readonly play: () => void;
}

/** Plays a stream in the video element that gets `videoRef`. A function as `source` must be stable between renders. */
export function useLivePlayer(source: DoorSource): LivePlayerView {
  const videoRef = useRef<HTMLVideoElement>(null);
  const playerRef = useRef<LivePlayer>(undefined);
  const [snapshot, setSnapshot] = useState(firstSnapshot);
  useEffect(() => {
    if (videoRef.current === null) return undefined;
    setSnapshot(firstSnapshot);
    const player = new LivePlayer(videoRef.current, source, setSnapshot);
    playerRef.current = player;
    return () => player.close();
  }, [source]);
  return {
    ...snapshot,
    videoRef,
    setMuted: (isMuted) => playerRef.current?.setMuted(isMuted),
    play: () => playerRef.current?.play(),
  };
}
