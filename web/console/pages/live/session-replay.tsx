import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Replay } from '../../../kit/media/replay.tsx';
import { Button } from '../../../kit/parts/button.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePlace } from '../../parts/session.tsx';
import { useLiveText } from '../../texts/live.ts';
import { ReplayClips } from './replay-clips.tsx';
import type { Session } from './session-types.ts';

/** The video that is left of a session, and how long it must be kept. */
export function SessionReplay({ session }: { session: Session }) {
  const T = useLiveText();
  const { sessionId, hostShopId, hostShopName, items } = session;
  const { data } = useRead('live', 'getReplay', { sessionId, shopId: hostShopId });
  if (session.state !== 'ended' || !data) return null;
  if (data.replay === null) {
    return (
      <Panel title={T.replay}>
        <p className="session-replay quiet">{T.noReplay}</p>
      </Panel>
    );
  }
  const names = new Map(items.map(({ sessionItemId, item }) => [sessionItemId, item.name]));
  const { videoUrl, posterUrl, marks } = data.replay;
  const shown = marks.map(({ sessionItemId, ...mark }) => ({
    ...mark,
    label: names.get(sessionItemId) ?? '',
  }));
  return (
    <Panel title={T.replay}>
      <div className="session-replay">
        <Replay videoUrl={videoUrl} posterUrl={posterUrl} marks={shown} name={hostShopName} />
        <ReplayClips clips={shown} />
        <Keeping sessionId={sessionId} />
      </div>
    </Panel>
  );
}

function Keeping({ sessionId }: { sessionId: string }) {
  const T = useLiveText();
  const F = useFormat();
  const { isWhole } = usePlace();
  const [reason, setReason] = useState('');
  const { data } = useRead('live', 'getReplayKeeping', { sessionId });
  const hold = useAct('live', 'holdReplay');
  const release = useAct('live', 'releaseReplay');
  if (!data?.keeping) return null;
  const { keepUntil, heldAt, holdReason } = data.keeping;
  return (
    <div className="session-keeping">
      <p className="quiet">
        {heldAt === null ? T.keptUntil(F.isoDay(keepUntil)) : T.heldSince(F.isoDay(heldAt), holdReason)}
      </p>
      {isWhole && heldAt === null && (
        <>
          <TextField label={T.holdReason} value={reason} onChange={setReason} maxLength={200} />
          <Button
            kind="line"
            size="s"
            isBusy={hold.isBusy}
            reason={reason.trim().length < 2 && T.holdNeedsReason}
            onClick={() => void hold.run({ sessionId, reason })}
            children={T.hold}
          />
        </>
      )}
      {isWhole && heldAt !== null && (
        <Button
          kind="line"
          size="s"
          isBusy={release.isBusy}
          onClick={() => void release.run({ sessionId })}
          children={T.release}
        />
      )}
      <FormError errors={hold.errors} known={['reason']} />
      <FormError errors={release.errors} known={[]} />
    </div>
  );
}
