import { CalendarX, PencilLine, Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { useLiveText } from '../../texts/live.ts';
import { ChangePlanDrawer } from './plan-drawer.tsx';
import type { Control } from './use-session.ts';

/** Change the plan, call it off before the start, end it while it runs. */
export function SessionActs({ session, powers }: Control) {
  const T = useLiveText();
  const [asked, setAsked] = useState<'change' | 'cancel' | 'end'>();
  const close = () => setAsked(undefined);
  const { sessionId, state, title, roomCount, reminderCount } = session;
  const told = (text: string) => () => {
    close();
    toast(text);
  };
  const cancel = useAct('live', 'cancelSession', { onDone: told(T.cancelled) });
  const end = useAct('live', 'endSession', { onDone: told(T.ended) });
  const isAhead = state === 'scheduled' || state === 'live';
  return (
    <>
      {isAhead && powers.plans && (
        <Button
          kind="line"
          size="s"
          icon={PencilLine}
          onClick={() => setAsked('change')}
          children={T.change}
        />
      )}
      {state === 'scheduled' && powers.plans && (
        <Button
          kind="line"
          size="s"
          icon={CalendarX}
          onClick={() => setAsked('cancel')}
          children={T.cancel}
        />
      )}
      {state === 'live' && powers.directs && (
        <Button kind="danger" size="s" icon={Square} onClick={() => setAsked('end')} children={T.end} />
      )}
      {asked === 'change' && <ChangePlanDrawer session={session} onClose={close} />}
      <Confirm
        isOpen={asked === 'cancel'}
        onClose={close}
        title={T.cancelTitle(title)}
        verb={T.cancel}
        isDanger
        isBusy={cancel.isBusy}
        errors={cancel.errors}
        onConfirm={() => void cancel.run({ sessionId })}
      >
        <p>{T.cancelText(reminderCount)}</p>
      </Confirm>
      <Confirm
        isOpen={asked === 'end'}
        onClose={close}
        title={T.endTitle(title)}
        verb={T.end}
        isDanger
        isBusy={end.isBusy}
        errors={end.errors}
        onConfirm={() => void end.run({ sessionId })}
      >
        <p>{T.endText(roomCount)}</p>
      </Confirm>
    </>
  );
}
