import { VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { CameraPreview } from '../../kit/media/camera-preview.tsx';
import { Button } from '../../kit/parts/button.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useStageText } from '../texts/stage.ts';
import { Monitor } from './monitor.tsx';
import type { Sending } from './sending.ts';

/** What the camera sees, or why there is no picture and how to get one. `children` lie over it. */
export function Picture({
  sending: { camera },
  verb,
  note,
  onAir,
  children,
}: {
  sending: Sending;
  /** The word on the button that opens the camera; absent where the page has one already. */
  verb?: string;
  note: string;
  /** The session while it runs: its picture may come from elsewhere. */
  onAir?: Stage['session'];
  children?: ReactNode;
}) {
  const T = useStageText();
  const nothing = (
    <div className="grid h-full place-content-center justify-items-center gap-3 p-6 text-center">
      <Icon as={VideoOff} size={34} className="text-ink-4" />
      <p className="max-w-[260px] text-ink-2" role={camera.problem && 'alert'}>
        {camera.problem === undefined ? note : T.cameraProblems[camera.problem]}
      </p>
      {verb !== undefined && (
        <Button kind="soft" onClick={() => void camera.open(camera.facing)}>
          {verb}
        </Button>
      )}
    </div>
  );
  return (
    <div className="studio-picture">
      {camera.stream === undefined ? (
        onAir === undefined ? (
          nothing
        ) : (
          <Monitor session={onAir}>{nothing}</Monitor>
        )
      ) : (
        <>
          <CameraPreview stream={camera.stream} facing={camera.facing} />
          <span className="studio-veil" />
        </>
      )}
      {children}
    </div>
  );
}
