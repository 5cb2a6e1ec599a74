import { useEffect, useRef } from 'react';
import { names } from '../parts/names.ts';
import type { CameraFacing } from './camera.ts';
import { useMediaText } from './text.ts';
import './live-stage.css';

export interface CameraPreviewProps {
  stream: MediaStream | undefined;
  facing: CameraFacing;
}

/** What the host's camera sees, without sound. */
export function CameraPreview({ stream, facing }: CameraPreviewProps) {
  const T = useMediaText();
  const videoRef = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (videoRef.current !== null) videoRef.current.srcObject = stream ?? null;
  }, [stream]);
  return (
    <video
      ref={videoRef}
      className={names('lb-preview', facing === 'user' && 'lb-preview-mirror')}
      aria-label={T.preview}
      autoPlay
      muted
      playsInline
    />
  );
}
