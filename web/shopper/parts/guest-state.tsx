import { buttonClass } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { EmptyState } from '../../kit/parts/states.tsx';
import { useSignInText } from '../texts/sign-in.ts';
import { signInPath } from './use-me.ts';

/** A page that belongs to somebody, seen by a guest. */
export function GuestState({ text, back }: { text: string; back: string }) {
  const T = useSignInText();
  return (
    <EmptyState picture="mailbox" text={text}>
      <Go to={signInPath(back)} className={buttonClass({ size: 'm', isPill: true })}>
        {T.signIn}
      </Go>
    </EmptyState>
  );
}
