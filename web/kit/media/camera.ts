export type CameraFacing = 'user' | 'environment';

/** insecure: cameras need HTTPS off localhost · busy: another app holds it. */
export type CameraProblem = 'insecure' | 'denied' | 'no-camera' | 'busy' | 'unsupported';

/** Asks for the long side first: a phone held upright turns it into 720 × 1280 by itself. */
const picture = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
} as const;
const sound = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  channelCount: 1,
} as const;

/** Camera and microphone, or why not. */
export async function openCamera(facing: CameraFacing): Promise<MediaStream | CameraProblem> {
  if (!globalThis.isSecureContext) return 'insecure';
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { ...picture, facingMode: facing },
      audio: sound,
    });
  } catch (error) {
    const problem = error instanceof DOMException ? problems[error.name] : undefined;
    if (problem === undefined) throw error;
    return problem;
  }
}

/** Lets go of camera and microphone: the light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

const problems: Readonly<Record<string, CameraProblem>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'busy',
  AbortError: 'busy',
};
