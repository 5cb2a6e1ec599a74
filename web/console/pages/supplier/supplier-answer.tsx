import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { NumberField, TextArea } from '../../../kit/parts/inputs.tsx';
import { Sheet } from '../../../kit/parts/modal.tsx';
import { StickyBar } from '../../../kit/frames/bars.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../parts/form-error.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useSupplierPageText } from '../../texts/supplier-page.ts';
import type { SupplierOrder } from './shapes.ts';

type Answer = 'confirm' | 'short' | 'decline';

/** Confirm all of it, less, or nothing; only while the final order waits for an answer. */
export function SupplierAnswer({ token, order }: { token: string; order: SupplierOrder }) {
  const T = useSupplierPageText();
  const [asked, setAsked] = useState<Answer>();
  if (order.state !== 'final') return null;
  const quantity = order.finalQuantity ?? order.preQuantity;
  return (
    <>
      <StickyBar>
        <div className="supplier-bar">
          <Button kind="line" onClick={() => setAsked('decline')}>
            {T.decline}
          </Button>
          <Button kind="soft" onClick={() => setAsked('short')}>
            {T.less}
          </Button>
          <Button onClick={() => setAsked('confirm')}>{T.confirm(quantity)}</Button>
        </div>
      </StickyBar>
      {asked && (
        <AnswerSheet
          key={asked}
          token={token}
          answer={asked}
          ordered={quantity}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function AnswerSheet({
  token,
  answer,
  ordered,
  onClose,
}: {
  token: string;
  answer: Answer;
  ordered: number;
  onClose: () => void;
}) {
  const T = useSupplierPageText();
  const [quantity, setQuantity] = useState<number>();
  const [note, setNote] = useState('');
  const act = useAct('supply', 'answerSupplierOrder', {
    words: { 'quantity-needed': () => ({ field: 'quantity', message: T.quantityNeeded }) },
    onDone: () => {
      toast(T.answered);
      onClose();
    },
  });
  const isShort = answer === 'short';
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={T.sheet[answer]}
      foot={
        <Button
          isBlock
          kind={answer === 'decline' ? 'danger' : 'main'}
          isBusy={act.isBusy}
          onClick={() =>
            void act.run({ token, answer, note, ...(isShort && quantity !== undefined && { quantity }) })
          }
        >
          {answer === 'confirm' ? T.confirm(ordered) : isShort ? T.confirmLess : T.decline}
        </Button>
      }
    >
      <div className="form">
        <p className="quiet">{T.means[answer](ordered)}</p>
        {isShort && (
          <NumberField
            label={T.canDeliver}
            unit={T.pieces}
            value={quantity}
            onChange={setQuantity}
            error={act.errors.fields['quantity']}
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
          error={act.errors.fields['note']}
        />
        <FormError errors={act.errors} known={isShort ? ['quantity', 'note'] : ['note']} />
      </div>
    </Sheet>
  );
}
