import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { Skeleton } from '../../kit/parts/states.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { ProfileForm } from '../forms/profile-form.tsx';
import { GuestState } from '../parts/guest-state.tsx';
import { useMe } from '../parts/use-me.ts';
import { useMeText } from '../texts/me.ts';

export function ProfilePage() {
  const T = useMeText();
  const { me, isGuest } = useMe();
  const { go } = useNavigation();
  function saved() {
    toast(T.saved);
    go('/me', { replace: true });
  }
  return (
    <PhoneFrame>
      <TopBar title={T.profile} back="/me" />
      <main className="px-4 py-3">
        {isGuest && <GuestState text={T.guestNote} back="/me/profile" />}
        {!isGuest && (me ? <ProfileForm me={me} onSaved={saved} /> : <Skeleton h={240} />)}
      </main>
    </PhoneFrame>
  );
}
