import { Bell, BellRing } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import { tellMeHere } from '../platform/push.ts';
import { useLiveText } from '../texts/live.ts';
import { useNeedPerson } from './use-me.ts';

interface Reservable {
  sessionId: string;
  title: string;
  isReminded: boolean;
  reminderCount: number;
}

/** Reserve with one tap, take it back with another; the count moves at once. */
export function ReserveButton({
  session,
  shopId,
  isLight = false,
  isLarge = false,
}: {
  session: Reservable;
  shopId: string;
  /** White, over a picture. */
  isLight?: boolean;
  isLarge?: boolean;
}) {
  const T = useLiveText();
  const needPerson = useNeedPerson();
  const remind = useAct('live', 'remindMe');
  const forget = useAct('live', 'forgetReminder');
  const [mine, setMine] = useState<{ isReminded: boolean; count: number }>();
  const isOn = mine?.isReminded ?? session.isReminded;
  const count = mine?.count ?? session.reminderCount;
  async function change() {
    if (!needPerson()) return;
    const answer = await (isOn ? forget : remind).run({ sessionId: session.sessionId, shopId });
    if (answer === undefined) return;
    setMine({ isReminded: !isOn, count: answer.reminderCount });
    toast(isOn ? T.forgotToast : T.reservedToast);
    // Without the browser's consent the reminder comes as a text message.
    if (!isOn)
      void tellMeHere().then(
        (isTold) => isTold && toast(T.toldHereToast),
        () => undefined,
      );
  }
  const words = isOn ? T.reservedCount(count) : T.reserveCount(count);
  const problem = remind.errors.form ?? forget.errors.form;
  return (
    <>
      <Button
        kind={isLight ? 'line' : isOn ? 'soft' : 'main'}
        size={isLarge ? 'l' : 's'}
        isPill
        isBlock={isLight || isLarge}
        {...(!isLight && { icon: isOn ? BellRing : Bell })}
        isBusy={remind.isBusy || forget.isBusy}
        aria-pressed={isOn}
        aria-label={`${words} ${session.title}`}
        className={isLight ? 'text-leaf-700' : undefined}
        onClick={() => void change()}
      >
        {words}
      </Button>
      {problem !== undefined && (
        <p role="alert" className="mt-1 px-2 rounded-s text-sm text-bad bg-bad-bg">
          {problem}
        </p>
      )}
    </>
  );
}
