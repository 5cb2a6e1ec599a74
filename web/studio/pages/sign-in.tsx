import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Segmented } from '../../kit/parts/choices.tsx';
import { TextField } from '../../kit/parts/inputs.tsx';
import { Logo } from '../../kit/parts/logo.tsx';
import { useAct, useRead } from '../../kit/use-api.ts';
import { useNow } from '../../kit/use-now.ts';
import { FormError } from '../parts/form-error.tsx';
import { useSignInText } from '../texts/sign-in.ts';

type Way = 'password' | 'code';

/** Stands in the place of the page a host asked for. */
export function SignInPage() {
  const T = useSignInText();
  const alliance = useRead('membership', 'getAlliance', {});
  const [way, setWay] = useState<Way>('code');
  const [phone, setPhone] = useState('');
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[390px] content-center gap-6 p-4">
      <header className="flex items-center gap-3">
        <Logo size={40} />
        <div>
          <h1 className="text-2xl">{T.title}</h1>
          <p className="text-ink-3">{alliance.data?.name}</p>
        </div>
      </header>
      <Segmented
        label={T.way}
        value={way}
        onChange={setWay}
        options={[
          { value: 'code', label: T.byCode },
          { value: 'password', label: T.byPassword },
        ]}
      />
      {way === 'password' ? (
        <PasswordForm phone={phone} onPhone={setPhone} />
      ) : (
        <CodeForm phone={phone} onPhone={setPhone} isDemo={alliance.data?.isDemo ?? false} />
      )}
    </main>
  );
}

interface FormProps {
  phone: string;
  onPhone: (phone: string) => void;
}

function PasswordForm({ phone, onPhone }: FormProps) {
  const T = useSignInText();
  const [password, setPassword] = useState('');
  const signIn = useAct('membership', 'signInByPassword', {
    words: { 'password-wrong': () => ({ field: 'password', message: T.passwordWrong }) },
  });
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => submit(event, signIn.run({ phone, password }))}
    >
      <PhoneField value={phone} onChange={onPhone} error={signIn.errors.fields['phone']} />
      <TextField
        label={T.password}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={signIn.errors.fields['password']}
        isRequired
      />
      <FormError errors={signIn.errors} known={['phone', 'password']} />
      <Button type="submit" isBlock isBusy={signIn.isBusy} children={T.signIn} />
    </form>
  );
}

function CodeForm({ phone, onPhone, isDemo }: FormProps & { isDemo: boolean }) {
  const T = useSignInText();
  const now = useNow();
  const [code, setCode] = useState('');
  const [againAt, setAgainAt] = useState(0);
  const send = useAct('membership', 'sendCode', {
    renews: [],
    onDone: ({ retryAfterSeconds }) => setAgainAt(now + retryAfterSeconds * 1_000),
  });
  const signIn = useAct('membership', 'signInByCode');
  const waitSeconds = Math.ceil((againAt - now) / 1_000);
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => submit(event, signIn.run({ phone, code }))}>
      <PhoneField
        value={phone}
        onChange={onPhone}
        error={send.errors.fields['phone'] ?? signIn.errors.fields['phone']}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <TextField
          label={T.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onChange={setCode}
          error={signIn.errors.fields['code']}
          isRequired
        />
        <Button
          kind="soft"
          isBusy={send.isBusy}
          reason={waitSeconds > 0 && T.again(waitSeconds)}
          onClick={() => void send.run({ phone })}
          children={T.sendCode}
        />
      </div>
      {isDemo && (
        <a className="text-leaf-600 underline" href="/dev/outbox" target="_blank" rel="noreferrer">
          {T.outbox}
        </a>
      )}
      <FormError errors={send.errors} known={['phone']} />
      <FormError errors={signIn.errors} known={['phone', 'code']} />
      <Button type="submit" isBlock isBusy={signIn.isBusy} children={T.signIn} />
    </form>
  );
}

function PhoneField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (v: string) => void;
  error: string | undefined;
}) {
  const T = useSignInText();
  return (
    <TextField
      label={T.phone}
      type="tel"
      inputMode="tel"
      autoComplete="username"
      maxLength={11}
      value={value}
      onChange={onChange}
      error={error}
      isRequired
    />
  );
}

function submit(event: FormEvent, run: Promise<unknown>): void {
  event.preventDefault();
  void run;
}
