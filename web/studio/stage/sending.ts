import type { CameraView } from '../../kit/media/use-camera.ts';
import type { PublishSnapshot } from '../../kit/media/publish.ts';

/** The host's camera and what becomes of its picture on the way out. */
export interface Sending {
  readonly camera: CameraView;
  /** Undefined before the first start. */
  readonly snapshot: PublishSnapshot | undefined;
  /** Sends from this device, with a fresh address. */
  readonly restart: () => void;
}
