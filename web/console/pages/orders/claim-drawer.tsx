import { useState } from 'react';
import type { FormErrors } from '../../../kit/form-errors.ts';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { RadioGroup } from '../../../kit/parts/choices.tsx';
import { MoneyField, TextArea } from '../../../kit/parts/inputs.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Money } from '../../../kit/parts/money.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useClaimText } from '../../texts/claims.ts';
import { ClaimPhoto } from './claim-photo.tsx';
import type { Claim } from './shapes.ts';

const formId = 'claim-form';

interface Decision {
  accept: 'yes' | 'no';
  refundFen: string | undefined;
  note: string;
}

/** One claim with its photo; while it is open, the decision. Money that went back does not come again. */
export function ClaimDrawer({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const T = useClaimText();
  const F = useFormat();
  const [decision, setDecision] = useState<Decision>({ accept: 'yes', refundFen: claim.askedFen, note: '' });
  const { accept, refundFen, note } = decision;
  const act = useAct('fulfilment', 'decideClaim', {
    renews: ['fulfilment', 'ordering', 'insight'],
    onDone: () => {
      toast(accept === 'yes' ? T.accepted : T.refusedDone);
      onClose();
    },
  });
  const { errors } = act;
  const isOpen = claim.state === 'open';
  function decide() {
    const { claimId } = claim;
    if (accept === 'no') void act.run({ claimId, accept: false, note });
    else void act.run({ claimId, accept: true, note, ...(refundFen !== undefined && { refundFen }) });
  }
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={claim.title}
      {...(isOpen && {
        foot: (
          <Button
            type="submit"
            size="s"
            kind={accept === 'yes' ? 'main' : 'danger'}
            {...{ form: formId }}
            isBusy={act.isBusy}
            {...(accept === 'yes' && refundFen === undefined && { reason: T.sumFirst })}
          >
            {accept === 'yes' ? T.accept(refundFen === undefined ? '' : F.money(refundFen)) : T.refuse}
          </Button>
        ),
      })}
    >
      <div className="form" data-density="compact">
        <ClaimPhoto claim={claim} />
        <ClaimFacts claim={claim} />
        {isOpen && (
          <form
            id={formId}
            className="form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              decide();
            }}
          >
            <DecisionFields decision={decision} onChange={setDecision} errors={errors} />
          </form>
        )}
      </div>
    </Drawer>
  );
}

function ClaimFacts({ claim }: { claim: Claim }) {
  const T = useClaimText();
  const F = useFormat();
  return (
    <Facts
      of={[
        [T.reason, T.reasonOf(claim.reason)],
        [T.quantity, T.pieces(claim.quantity)],
        [T.buyer, claim.buyerName],
        [T.said, claim.note],
        [T.order, claim.orderNumber],
        [T.seller, claim.sellerShopName],
        [T.asked, <Money key="asked" fen={claim.askedFen} />],
        [T.refund, claim.state === 'accepted' ? <Money key="refund" fen={claim.refundFen} /> : null],
        [T.liable, claim.liable && T.liableOf(claim.liable)],
        [T.at, F.moment(claim.at)],
        [T.decidedAt, claim.decidedAt && F.moment(claim.decidedAt)],
      ]}
    />
  );
}

function DecisionFields({
  decision,
  onChange,
  errors,
}: {
  decision: Decision;
  onChange: (decision: Decision) => void;
  errors: FormErrors;
}) {
  const T = useClaimText();
  const { accept, refundFen, note } = decision;
  const change = (part: Partial<Decision>) => onChange({ ...decision, ...part });
  return (
    <>
      <RadioGroup
        label={T.decision}
        isWide
        value={accept}
        onChange={(next) => change({ accept: next })}
        choices={[
          { value: 'yes', label: T.yes, note: T.yesNote },
          { value: 'no', label: T.no, note: T.noNote },
        ]}
      />
      {accept === 'yes' && (
        <MoneyField
          label={T.refund}
          fen={refundFen}
          onChange={(fen) => change({ refundFen: fen })}
          error={errors.fields['refundFen']}
          hint={T.liableHint}
          isRequired
        />
      )}
      <TextArea
        label={accept === 'yes' ? T.note : T.why}
        value={note}
        onChange={(text) => change({ note: text })}
        error={errors.fields['note']}
        maxLength={200}
      />
      <FormError errors={errors} known={accept === 'yes' ? ['refundFen', 'note'] : ['note']} />
    </>
  );
}
