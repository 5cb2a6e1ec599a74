import { ChevronLeft, Mic, MicOff, SwitchCamera } from 'lucide-react';
import { useFormat } from '../../kit/format/use-format.ts';
import { Button } from '../../kit/parts/button.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { IconButton } from '../../kit/parts/icon-button.tsx';
import { Glass } from '../../kit/parts/live-badge.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import { FormError } from '../../kit/parts/form-error.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useShowText } from '../texts/show.ts';
import { useStageText } from '../texts/stage.ts';
import { useBackstageText } from '../texts/backstage.ts';
import { Checklist, type Checks } from './checklist.tsx';
import { Picture } from './picture.tsx';
import { EncoderLink } from './encoder-sheet.tsx';
import type { Sending } from './sending.ts';

/** One row of pictures. */
const picturesShown = 6;

/** Before the start: second tap opens the camera, third one goes live. */
export function Prepare({ stage: { session, items }, sending }: { stage: Stage; sending: Sending }) {
  const T = useStageText();
  const F = useFormat();
  const { go } = useNavigation();
  const { camera } = sending;
  const B = useBackstageText();
  const { checks, isOpen } = useChecks(session.sessionId);
  const start = useAct('live', 'startSession');
  const goLive = (
    <Button
      kind="now"
      size="l"
      isBlock
      isBusy={start.isBusy}
      busyText={T.goingLive}
      reason={items.length === 0 ? T.lineUpEmpty : isOpen && B.tickFirst}
      onClick={() => void start.run({ sessionId: session.sessionId })}
      children={T.goLive}
    />
  );
  return (
    <main className="studio-prepare">
      <Picture sending={sending} note={T.goLiveNote(session.roomCount)}>
        <div className="studio-top">
          <IconButton kind="glass" icon={ChevronLeft} label={T.back} onClick={() => go('/')} />
          <span className="flex-1" />
          <Glass>{T.announced(F.moment(session.startsAt))}</Glass>
        </div>
      </Picture>
      <section className="studio-prepare-foot">
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            <h1 className="text-xl">{session.title}</h1>
            <p className="text-ink-3">
              {T.goLiveNote(session.roomCount)} · {T.lineUp(items.length)}
            </p>
          </div>
          {camera.stream && <CameraButtons sending={sending} />}
        </div>
        <Strip items={items} />
        <Checklist sessionId={session.sessionId} checks={checks} />
        <FormError errors={start.errors} />
        {camera.stream === undefined ? (
          <>
            <Button
              size="l"
              isBlock
              onClick={() => void camera.open(camera.facing)}
              children={T.openCamera}
            />
            <EncoderLink sessionId={session.sessionId}>{goLive}</EncoderLink>
          </>
        ) : (
          goLive
        )}
      </section>
    </main>
  );
}

/** What will be shown, as pictures. */
function Strip({ items }: { items: Stage['items'] }) {
  return (
    <ul className="studio-strip">
      {items.slice(0, picturesShown).map(({ sessionItemId, item }) => (
        <li key={sessionItemId}>
          <GoodsPicture
            pictureKey={item.pictureKey}
            ground={item.ground}
            photoUrl={item.pictureUrl}
            alt={item.name}
            size="fill"
          />
        </li>
      ))}
    </ul>
  );
}

/** The checklist; open until it is known that nothing is. */
function useChecks(sessionId: string): { checks: Checks; isOpen: boolean } {
  const checks = useRead('live', 'getChecklist', { sessionId }).data?.checks ?? [];
  return { checks, isOpen: checks.length === 0 || checks.some(({ isDone }) => !isDone) };
}

function CameraButtons({ sending: { camera } }: { sending: Sending }) {
  const T = useShowText();
  return (
    <>
      <IconButton
        kind="soft"
        icon={camera.isMicrophoneOn ? Mic : MicOff}
        label={camera.isMicrophoneOn ? T.mute : T.unmute}
        onClick={() => camera.setMicrophone(!camera.isMicrophoneOn)}
      />
      <IconButton
        kind="soft"
        icon={SwitchCamera}
        label={T.flip}
        onClick={() => void camera.open(camera.facing === 'user' ? 'environment' : 'user')}
      />
    </>
  );
}
