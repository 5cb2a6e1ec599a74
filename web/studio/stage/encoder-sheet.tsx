import { type ReactNode, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { TextField } from '../../kit/parts/inputs.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { useRead } from '../../kit/use-api.ts';
import { useStageText } from '../texts/stage.ts';

/**
 * Where OBS publishes this session: server and stream key, to be copied. The key is as good as the host's hand.
 * `children` is what to do next.
 */
export function EncoderLink({ sessionId, children }: { sessionId: string; children: ReactNode }) {
  const T = useStageText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="line" isBlock onClick={() => setOpen(true)} children={T.encoder} />
      <Sheet isOpen={isOpen} onClose={() => setOpen(false)} title={T.encoder}>
        {isOpen && <EncoderKey sessionId={sessionId} />}
        {children}
      </Sheet>
    </>
  );
}

function EncoderKey({ sessionId }: { sessionId: string }) {
  const T = useStageText();
  const { data, isError } = useRead('live', 'getPublishUrl', { sessionId });
  if (data === undefined)
    return <p className="pb-4 text-ink-2">{isError ? T.encoderFailed : T.encoderWait}</p>;
  if (data.rtmp === null) return <p className="pb-4 text-ink-2">{T.encoderOff}</p>;
  const { port, app, streamKey } = data.rtmp;
  const server = `rtmp://${location.hostname}:${port}/${app}`;
  return (
    <div className="grid gap-3 pb-4">
      <p className="text-ink-2">{T.encoderNote}</p>
      <TextField label={T.encoderServer} value={server} onChange={keep} />
      <TextField label={T.encoderKey} value={streamKey} onChange={keep} hint={T.encoderSecret} />
    </div>
  );
}

/** The fields are there to be selected and copied; what is typed into them goes nowhere. */
function keep(): void {}
