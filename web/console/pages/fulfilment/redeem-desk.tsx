import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Icon } from '../../../kit/parts/icon.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { type Out, useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { usePickingText } from '../../texts/picking.ts';

type Handed = Out<'fulfilment', 'redeemPickup'>;
const longestCode = 8;

/** A code in, and what to hand over; large, because a queue is waiting. */
export function RedeemDesk({ shopId }: { shopId: string }) {
  const T = usePickingText();
  const [code, setCode] = useState('');
  const [handed, setHanded] = useState<Handed>();
  const desk = useRef<HTMLElement>(null);
  const act = useAct('fulfilment', 'redeemPickup', {
    renews: ['fulfilment', 'insight', 'ordering'],
    words: { 'pickup-code-wrong': () => ({ field: 'code', message: T.wrongCode }) },
    onDone(next) {
      setHanded(next);
      setCode('');
    },
  });
  function next() {
    setHanded(undefined);
    desk.current?.querySelector('input')?.focus();
  }
  return (
    <section ref={desk} className="lb-card lb-panel redeem">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setHanded(undefined);
          void act.run({ shopId, code });
        }}
      >
        <TextField
          label={T.codeLabel}
          hint={T.codeHint}
          inputMode="numeric"
          autoComplete="off"
          maxLength={longestCode}
          value={code}
          onChange={(typed) => setCode(typed.replaceAll(/\D/g, ''))}
          error={act.errors.fields['code']}
        />
        <Button type="submit" isBusy={act.isBusy} disabled={code.length < 4} children={T.redeem} />
        <FormError errors={act.errors} known={['code']} />
      </form>
      <div aria-live="polite" className="redeem-handed">
        {handed && (
          <>
            <p className="redeem-who">
              <Icon as={CircleCheck} size={22} />
              <b>{T.handed(handed.buyerName)}</b>
              <span className="quiet">{T.handedNote(handed.orderNumber)}</span>
            </p>
            <ul>
              {handed.lines.map(({ title, quantity }) => (
                <li key={title}>{T.title(title, quantity)}</li>
              ))}
            </ul>
            <Button kind="soft" size="s" onClick={next} children={T.next} />
          </>
        )}
      </div>
    </section>
  );
}
