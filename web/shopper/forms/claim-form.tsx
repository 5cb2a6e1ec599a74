import { type FormEvent, useState } from 'react';
import type { Ground } from '../../kit/goods-pictures.ts';
import { Button } from '../../kit/parts/button.tsx';
import { RadioGroup } from '../../kit/parts/choices.tsx';
import { GoodsPicture } from '../../kit/parts/goods-picture.tsx';
import { TextArea } from '../../kit/parts/inputs.tsx';
import { Stepper } from '../../kit/parts/stepper.tsx';
import { useAct } from '../../kit/use-api.ts';
import type { OrderLine } from '../parts/answers.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { useClaimText } from '../texts/claim.ts';
import { PhotoField } from './photo-field.tsx';

const reasons = ['bad-fruit', 'damaged', 'wrong-item'] as const;
const noteMax = 200;

/** The shop decides by the photo; who pays in the end is the rule book's word and not asked here. */
export function ClaimForm({ line, onSent }: { line: OrderLine; onSent: () => void }) {
  const T = useClaimText();
  const claim = useAct('fulfilment', 'openClaim', { renews: ['ordering', 'fulfilment'], onDone: onSent });
  const [reason, setReason] = useState<(typeof reasons)[number]>('bad-fruit');
  const [quantity, setQuantity] = useState(1);
  const [note, setNote] = useState('');
  const [photo, setPhoto] = useState<Blob>();
  async function send(event: FormEvent) {
    event.preventDefault();
    if (photo === undefined) return;
    await claim.run({ orderLineId: line.orderLineId, reason, quantity, note }, { file: photo });
  }
  return (
    <form className="grid gap-5" onSubmit={(event) => void send(event)}>
      <div className="flex items-center gap-3">
        <GoodsPicture
          pictureKey={line.pictureKey}
          ground={line.ground as Ground}
          photoUrl={line.pictureUrl}
          size={60}
        />
        <h2 className="text-lg">
          {line.title} {line.spec}
        </h2>
      </div>
      <PhotoField photo={photo} onPhoto={setPhoto} />
      <RadioGroup
        label={T.reason}
        value={reason}
        onChange={setReason}
        choices={reasons.map((value) => ({ value, label: T[value], note: T[`${value}-note`] }))}
      />
      <div className="flex items-center justify-between">
        <span>{T.quantity}</span>
        <Stepper value={quantity} onChange={setQuantity} max={line.quantity} label={T.quantity} />
      </div>
      <TextArea
        label={T.note}
        placeholder={T.notePlaceholder}
        value={note}
        onChange={setNote}
        maxLength={noteMax}
      />
      <FormProblem text={claim.errors.form ?? Object.values(claim.errors.fields)[0]} />
      <Button
        type="submit"
        isBlock
        isBusy={claim.isBusy}
        busyText={T.sending}
        reason={photo === undefined && T.needPhoto}
      >
        {T.send}
      </Button>
      <p className="text-sm text-ink-3 text-center">{T.hint}</p>
    </form>
  );
}
