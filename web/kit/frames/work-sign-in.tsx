import { useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Segmented } from '../parts/choices.tsx';
import { TextField } from '../parts/inputs.tsx';
import { Logo } from '../parts/logo.tsx';
import { serverNow } from '../server-time.ts';
import { useNow } from '../use-now.ts';
import { FormError } from '../parts/form-error.tsx';
import { useAct, useRead } from '../use-api.ts';
import { useSignInText } from '../texts/sign-in.ts';
import './work-sign-in.css';

type Way = 'password' | 'code';

export interface WorkSignInProps {
  at: 'console' | 'studio';
  /** What is offered before the other way is chosen. */
  first: Way;
}

/** By password or code, `first` chosen; stands in the place of the page someone asked for until they are known. */
export function WorkSignIn({ at, first }: WorkSignInProps) {
  const T = useSignInText();
  const alliance = useRead('membership', 'getAlliance', {});
  const [way, setWay] = useState<Way>(first);
  const [phone, setPhone] = useState('');
  return (
    <main className="lb-sign-in">
      <div className="lb-sign-in-box">
        <header>
          <Logo size={40} />
          <div>
            <h1>{T[at]}</h1>
            <p>{alliance.data?.name}</p>
          </div>
        </header>
        <Segmented
          label={T.way}
          value={way}
          onChange={setWay}
          options={[
            { value: 'password', label: T.byPassword },
            { value: 'code', label: T.byCode },
          ]}
        />
        {way === 'password' ? (
          <PasswordForm phone={phone} onPhone={setPhone} />
        ) : (
          <CodeForm phone={phone} onPhone={setPhone} isDemo={alliance.data?.isDemo ?? false} />
        )}
      </div>
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
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.run({ phone, password });
      }}
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
      <Button type="submit" isBlock isBusy={signIn.isBusy}>
        {T.signIn}
      </Button>
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
    onDone: ({ retryAfterSeconds }) => setAgainAt(serverNow() + retryAfterSeconds * 1_000),
  });
  const signIn = useAct('membership', 'signInByCode');
  const waitSeconds = Math.ceil((againAt - now) / 1_000);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.run({ phone, code });
      }}
    >
      <PhoneField
        value={phone}
        onChange={onPhone}
        error={send.errors.fields['phone'] ?? signIn.errors.fields['phone']}
      />
      <div className="lb-sign-in-code">
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
          {...(waitSeconds > 0 && { reason: T.again(waitSeconds) })}
          onClick={() => void send.run({ phone })}
        >
          {T.sendCode}
        </Button>
      </div>
      {isDemo && (
        <a className="lb-sign-in-outbox" href="/dev/outbox" target="_blank" rel="noreferrer">
          {T.outbox}
        </a>
      )}
      <FormError errors={send.errors} known={['phone']} />
      <FormError errors={signIn.errors} known={['phone', 'code']} />
      <Button type="submit" isBlock isBusy={signIn.isBusy}>
        {T.signIn}
      </Button>
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
  error?: string | undefined;
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
