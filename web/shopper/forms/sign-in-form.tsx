import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { TextField } from '../../kit/parts/inputs.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { serverNow } from '../../kit/server-time.ts';
import { useAct, useRead } from '../../kit/use-api.ts';
import { useNow } from '../../kit/use-now.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { useSignInText } from '../texts/sign-in.ts';

/** Phone, code, in. Signing in and joining are the same. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => void }) {
  const T = useSignInText();
  const alliance = useRead('membership', 'getAlliance', {});
  const signIn = useAct('membership', 'signInByCode', { renews: [], onDone: onSignedIn });
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  async function enter(event: FormEvent) {
    event.preventDefault();
    await signIn.run({ phone: phone.trim(), code: code.trim() });
  }
  const { fields, form } = signIn.errors;
  return (
    <form className="grid gap-4" onSubmit={(event) => void enter(event)}>
      <TextField
        label={T.phone}
        hint={T.phoneHint}
        isRequired
        type="tel"
        inputMode="numeric"
        autoComplete="tel"
        maxLength={11}
        value={phone}
        onChange={setPhone}
        error={fields['phone']}
      />
      <CodeRow phone={phone} code={code} onCode={setCode} error={fields['code']} />
      {alliance.data?.isDemo && (
        <p className="text-sm">
          <a href="/dev/outbox" target="_blank" rel="noreferrer" className="text-leaf-700 underline">
            {T.demo}
          </a>
        </p>
      )}
      <FormProblem text={form} />
      <Button type="submit" isBlock isPill isBusy={signIn.isBusy} busyText={T.signingIn}>
        {T.signIn}
      </Button>
    </form>
  );
}

function CodeRow({
  phone,
  code,
  onCode,
  error,
}: {
  phone: string;
  code: string;
  onCode: (code: string) => void;
  error: string | undefined;
}) {
  const T = useSignInText();
  const send = useAct('membership', 'sendCode', { renews: [] });
  const [againAt, setAgainAt] = useState(0);
  const waitSeconds = Math.ceil((againAt - useNow()) / 1000);
  async function ask() {
    const answer = await send.run({ phone: phone.trim() });
    if (answer === undefined) return;
    setAgainAt(serverNow() + answer.retryAfterSeconds * 1000);
    toast(T.sent);
  }
  return (
    <div className="grid gap-2">
      <div className="flex items-start gap-2">
        <div className="flex-1">
          <TextField
            label={T.code}
            hint={T.codeHint}
            isRequired
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={onCode}
            error={error}
          />
        </div>
        <Button
          kind="soft"
          className="mt-[25px]"
          isBusy={send.isBusy}
          reason={waitSeconds > 0 && T.wait(waitSeconds)}
          onClick={() => void ask()}
        >
          {againAt === 0 ? T.send : T.sendAgain}
        </Button>
      </div>
      <FormProblem text={send.errors.form ?? send.errors.fields['phone']} />
    </div>
  );
}
