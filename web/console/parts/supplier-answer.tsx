import { useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { NumberField, TextArea } from '../../kit/parts/inputs.tsx';
import { Sheet } from '../../kit/parts/modal.tsx';
import { toast } from '../../kit/parts/toast.tsx';
import { useAct } from '../../kit/use-api.ts';
import { useSupplierAnswerText } from '../texts/supplier-answer.ts';
import { FormError } from '../../kit/parts/form-error.tsx';

export interface SupplierAnswerProps {
  /** By what a person is known to speak for the supplier: the token of a signed link, or an own order and a session. */
  proof: { token: string } | { purchaseOrderId: string };
  /** Pieces of the final order. */
  ordered: number;
  size?: 's' | 'm';
}

type Kind = 'confirm' | 'short' | 'decline';

/** The three answers to a final order, as buttons: all of it, less, or nothing. */
export function SupplierAnswer({ proof, ordered, size = 'm' }: SupplierAnswerProps) {
  const T = useSupplierAnswerText();
  const [asked, setAsked] = useState<Kind>();
  return (
    <>
      <Button kind="line" size={size} onClick={() => setAsked('decline')}>
        {T.decline}
      </Button>
      <Button kind="soft" size={size} onClick={() => setAsked('short')}>
        {T.less}
      </Button>
      <Button size={size} onClick={() => setAsked('confirm')}>
        {T.confirm(ordered)}
      </Button>
      {asked && (
        <AnswerSheet key={asked} {...{ proof, ordered }} kind={asked} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

/** Sends an answer through the door that its proof opens. */
function useAnswer(proof: SupplierAnswerProps['proof'], onDone: () => void) {
  const T = useSupplierAnswerText();
  const options = {
    words: { 'quantity-needed': () => ({ field: 'quantity', message: T.quantityNeeded }) },
    onDone() {
      toast(T.answered);
      onDone();
    },
  };
  const byLink = useAct('supply', 'answerSupplierOrder', options);
  const bySession = useAct('supply', 'answerPurchaseOrder', options);
  const { errors, isBusy } = 'token' in proof ? byLink : bySession;
  function send(answer: { answer: Kind; note: string; quantity?: number }) {
    void ('token' in proof ? byLink.run({ ...proof, ...answer }) : bySession.run({ ...proof, ...answer }));
  }
  return { send, errors, isBusy };
}

function AnswerSheet({
  proof,
  kind,
  ordered,
  onClose,
}: Pick<SupplierAnswerProps, 'proof' | 'ordered'> & { kind: Kind; onClose: () => void }) {
  const T = useSupplierAnswerText();
  const [quantity, setQuantity] = useState<number>();
  const [note, setNote] = useState('');
  const { send, errors, isBusy } = useAnswer(proof, onClose);
  const isShort = kind === 'short';
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={T.sheet[kind]}
      foot={
        <Button
          isBlock
          kind={kind === 'decline' ? 'danger' : 'main'}
          isBusy={isBusy}
          onClick={() => send({ answer: kind, note, ...(isShort && quantity !== undefined && { quantity }) })}
        >
          {kind === 'confirm' ? T.confirm(ordered) : isShort ? T.confirmLess : T.decline}
        </Button>
      }
    >
      <div className="form">
        <p className="quiet">{T.means[kind](ordered)}</p>
        {isShort && (
          <NumberField
            label={T.canDeliver}
            unit={T.pieces}
            value={quantity}
            onChange={setQuantity}
            error={errors.fields['quantity']}
            hint={T.ofOrdered(ordered)}
            isRequired
          />
        )}
        <TextArea
          label={T.note}
          value={note}
          onChange={setNote}
          maxLength={200}
          rows={2}
          error={errors.fields['note']}
        />
        <FormError errors={errors} known={isShort ? ['quantity', 'note'] : ['note']} />
      </div>
    </Sheet>
  );
}
