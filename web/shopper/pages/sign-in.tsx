import { TopBar } from '../../kit/frames/bars.tsx';
import { PhoneFrame } from '../../kit/frames/phone-frame.tsx';
import { useQueryParam } from '../../kit/router.tsx';
import { useNavigation } from '../../kit/parts/go.tsx';
import { Logo } from '../../kit/parts/logo.tsx';
import { SignInForm } from '../forms/sign-in-form.tsx';
import { useForgetReads } from '../parts/use-me.ts';
import { useSignInText } from '../texts/sign-in.ts';

/** By phone and code; afterwards the person is where they were. */
export function SignInPage() {
  const T = useSignInText();
  const to = useQueryParam('to');
  const { go } = useNavigation();
  const forget = useForgetReads();
  // Only a path of this client: a link must not lead elsewhere after signing in.
  const next = to !== undefined && /^\/(?!\/)/.test(to) ? to : '/me';
  async function enter() {
    await forget();
    go(next, { replace: true });
  }
  return (
    <PhoneFrame>
      <TopBar title={T.title} back="history" />
      <main className="grid gap-6 content-start px-4 py-6">
        <div className="grid justify-items-center gap-2 text-center">
          <Logo size={56} />
          <h2 className="text-2xl">{T.hello}</h2>
          <p className="text-sm text-ink-3">{T.why}</p>
        </div>
        <SignInForm onSignedIn={() => void enter()} />
        <p className="text-sm text-ink-3 text-center">{T.terms}</p>
      </main>
    </PhoneFrame>
  );
}
