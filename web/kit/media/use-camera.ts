import { useEffect, useRef, useState } from 'react';
import { type CameraFacing, type CameraProblem, closeCamera, openCamera } from './camera.ts';
import { canPublish } from './capture.ts';

export interface CameraView {
  readonly stream: MediaStream | undefined;
  readonly problem: CameraProblem | undefined;
  readonly facing: CameraFacing;
  /** Opens the camera, or the other one in place of the one in use. Call it from a tap. */
  readonly open: (facing: CameraFacing) => Promise<void>;
  readonly isMicrophoneOn: boolean;
  readonly setMicrophone: (isOn: boolean) => void;
  readonly close: () => void;
}

/** The host's camera and microphone; closed when the page leaves. */
export function useCamera(): CameraView {
  const held = useRef<MediaStream>(undefined);
  const [stream, setStream] = useState<MediaStream>();
  const [problem, setProblem] = useState<CameraProblem>();
  const [facing, setFacing] = useState<CameraFacing>('environment');
  const [isMicrophoneOn, setMicrophoneOn] = useState(true);

  function close(): void {
    if (held.current !== undefined) closeCamera(held.current);
    held.current = undefined;
    setStream(undefined);
  }

  function applyMicrophone(isOn: boolean): void {
    for (const track of held.current?.getAudioTracks() ?? []) track.enabled = isOn;
  }

  async function open(next: CameraFacing): Promise<void> {
    // Phones refuse a second camera while the first is held.
    close();
    const opened =
      (await canPublish()) || !globalThis.isSecureContext ? await openCamera(next) : 'unsupported';
    if (typeof opened === 'string') return setProblem(opened);
    held.current = opened;
    applyMicrophone(isMicrophoneOn);
    setProblem(undefined);
    setFacing(next);
    setStream(opened);
  }

  useEffect(() => () => held.current && closeCamera(held.current), []);

  return {
    stream,
    problem,
    facing,
    open,
    close,
    isMicrophoneOn,
    setMicrophone: (isOn) => {
      applyMicrophone(isOn);
      setMicrophoneOn(isOn);
    },
  };
}
