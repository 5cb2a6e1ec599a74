import {
  ChevronRight,
  Inbox,
  LogOut,
  type LucideIcon,
  MapPin,
  MapPinHouse,
  ReceiptText,
  UserPen,
} from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { Avatar } from '../../kit/parts/avatar.tsx';
import { Button, buttonClass } from '../../kit/parts/button.tsx';
import { Card } from '../../kit/parts/card.tsx';
import { Switch } from '../../kit/parts/choices.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { setSetting, useSetting } from '../../kit/settings.ts';
import { useRead } from '../../kit/use-api.ts';
import type { Me } from '../parts/answers.ts';
import { MainTabs } from '../parts/main-tabs.tsx';
import { PickupSheet } from '../parts/pickup-sheet.tsx';
import { SignOutDialog } from '../parts/sign-out-dialog.tsx';
import { signInPath, useMe } from '../parts/use-me.ts';
import { usePlace } from '../parts/use-place.ts';
import { forgetMeHere, isToldHere, tellMeHere } from '../platform/push.ts';
import { useMeText } from '../texts/me.ts';

/** Who I am, where my things go, how the app looks. */
export function MePage() {
  const T = useMeText();
  const { me, isGuest } = useMe();
  const alliance = useRead('membership', 'getAlliance', {});
  return (
    <PhoneFrame>
      <TopBar title={T.title} />
      <main className="grid grid-cols-[minmax(0,1fr)] content-start gap-[10px] px-3 pb-4">
        {me ? <Person me={me} /> : isGuest ? <Guest /> : <Skeleton h={84} r={14} />}
        <Card pad="none" className="px-4">
          <ul>
            {me && <Row icon={ReceiptText} text={T.orders} to="/orders" />}
            {me && <Row icon={MapPinHouse} text={T.addresses} to="/me/addresses" />}
            <PickupRow />
            {alliance.data?.isDemo && <OutboxRow />}
          </ul>
        </Card>
        <Settings />
        {me && <SignOut />}
        <p className="text-sm text-ink-3 text-center">{alliance.data?.name}</p>
      </main>
      <MainTabs />
    </PhoneFrame>
  );
}

function Person({ me }: { me: Me }) {
  const T = useMeText();
  return (
    <Card>
      <Go to="/me/profile" className="lb-card-link flex items-center gap-3">
        <Avatar name={me.nickname || me.name} size={56} />
        <span className="grid flex-1 min-w-0">
          <b className="text-xl lb-one-line">{me.nickname || me.name}</b>
          <small className="text-sm text-ink-3">
            {me.phone} · {me.building === '' ? T.noBuilding : T.building(me.building)}
          </small>
        </span>
        <span className="flex items-center gap-1 text-sm text-ink-3">
          <Icon as={UserPen} size={16} />
          {T.profile}
        </span>
      </Go>
    </Card>
  );
}

function Guest() {
  const T = useMeText();
  return (
    <Card className="flex items-center gap-3">
      <Avatar name={T.guest} size={56} />
      <span className="grid flex-1">
        <b className="text-lg">{T.guest}</b>
        <small className="text-sm text-ink-3">{T.guestNote}</small>
      </span>
      <Go to={signInPath('/me')} className={buttonClass({ isPill: true })}>
        {T.signIn}
      </Go>
    </Card>
  );
}

const rowClass = 'flex items-center gap-3 w-full min-h-[52px] text-left rounded-m';

function RowFace({ icon, text, note }: { icon: LucideIcon; text: string; note?: ReactNode }) {
  return (
    <>
      <Icon as={icon} size={20} className="text-leaf-600" />
      <span className="flex-1">{text}</span>
      {note !== undefined && <span className="text-sm text-ink-3">{note}</span>}
      <Icon as={ChevronRight} size={16} className="text-ink-4" />
    </>
  );
}

function Row({ icon, text, to }: { icon: LucideIcon; text: string; to: string }) {
  return (
    <li className="not-first:border-t border-line-2">
      <Go to={to} className={rowClass}>
        <RowFace icon={icon} text={text} />
      </Go>
    </li>
  );
}

function PickupRow() {
  const T = useMeText();
  const { pickup } = usePlace();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className="not-first:border-t border-line-2">
      <button type="button" className={rowClass} onClick={() => setOpen(true)}>
        <RowFace icon={MapPin} text={T.pickup} note={pickup?.name ?? T.notChosen} />
      </button>
      <PickupSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </li>
  );
}

function OutboxRow() {
  const T = useMeText();
  return (
    <li className="border-t border-line-2">
      <a href="/dev/outbox" target="_blank" rel="noreferrer" className={rowClass}>
        <RowFace icon={Inbox} text={T.outbox} note={T.demo} />
      </a>
    </li>
  );
}

function Settings() {
  const T = useMeText();
  const isElder = useSetting('size') === 'elder';
  const isEnglish = useSetting('language') === 'en';
  return (
    <Card as="section" className="grid px-4">
      <h2 className="lb-unseen">{T.settings}</h2>
      <Switch isChecked={isElder} onChange={(on) => setSetting('size', on ? 'elder' : 'normal')}>
        {T.elder}
      </Switch>
      <PushSwitch />
      <Switch isChecked={isEnglish} onChange={(on) => setSetting('language', on ? 'en' : 'zh')}>
        {T.english}
      </Switch>
    </Card>
  );
}

/** Notices in this browser instead of text messages; not shown where it cannot. */
function PushSwitch() {
  const T = useMeText();
  const { me } = useMe();
  const [isOn, setOn] = useState<boolean>();
  useEffect(() => {
    isToldHere().then(setOn, () => undefined);
  }, []);
  if (me === undefined || isOn === undefined) return null;
  async function change(next: boolean) {
    const isTold = next ? await tellMeHere().catch(() => false) : await forgetMeHere().then(() => false);
    setOn(isTold);
    if (next && !isTold) toast(T.pushRefused);
  }
  return (
    <Switch isChecked={isOn} onChange={(next) => void change(next)}>
      {T.push}
    </Switch>
  );
}

function SignOut() {
  const T = useMeText();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button kind="line" icon={LogOut} isBlock onClick={() => setAsking(true)}>
        {T.signOut}
      </Button>
      <SignOutDialog isOpen={isAsking} onClose={() => setAsking(false)} />
    </>
  );
}
