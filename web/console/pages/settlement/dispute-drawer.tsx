import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { TextArea } from '../../../kit/parts/inputs.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useSettlementText } from '../../texts/settlement.ts';

const longest = 400;
const formId = 'dispute';

/** The party disagrees and says where. */
export function DisputeDrawer({
  isOpen,
  onClose,
  statementId,
}: {
  isOpen: boolean;
  onClose: () => void;
  statementId: string;
}) {
  const T = useSettlementText();
  const [note, setNote] = useState('');
  const act = useAct('settlement', 'disputeStatement', {
    renews: ['settlement', 'insight'],
    onDone() {
      onClose();
      toast(T.disputed);
    },
  });
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={T.disputeTitle}
      foot={
        <Button type="submit" size="s" {...{ form: formId }} isBusy={act.isBusy} children={T.disputeSend} />
      }
    >
      <form
        id={formId}
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void act.run({ statementId, note });
        }}
      >
        <TextArea
          label={T.disputeLabel}
          hint={T.disputeHint}
          rows={5}
          maxLength={longest}
          value={note}
          onChange={setNote}
          error={act.errors.fields['note']}
          isRequired
        />
        <FormError errors={act.errors} known={['note']} />
      </form>
    </Drawer>
  );
}
