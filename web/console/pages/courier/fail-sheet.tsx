import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { RadioGroup } from '../../../kit/parts/choices.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { Sheet } from '../../../kit/parts/modal.tsx';
import type { Route } from '../../parts/route-map.tsx';
import { useCourierText } from '../../texts/courier.ts';

const longest = 60;

/** Not delivered, and why: one of the usual reasons, or a sentence. */
export function FailSheet({
  isOpen,
  onClose,
  kind,
  onFail,
}: {
  isOpen: boolean;
  onClose: () => void;
  kind: Route['stops'][number]['kind'];
  onFail: (reason: string) => void;
}) {
  const T = useCourierText();
  const [reason, setReason] = useState<string>();
  const [other, setOther] = useState('');
  const reasons = kind === 'load' ? T.loadReasons : T.reasons;
  const said = reason === T.other ? other.trim() : reason;
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={kind === 'load' ? T.loadFailTitle : T.failTitle}
      foot={
        <Button
          kind="danger"
          size="l"
          isBlock
          disabled={said === undefined || said === ''}
          onClick={() => said && onFail(said)}
          children={T.confirm}
        />
      }
    >
      <div className="courier-reasons">
        <RadioGroup
          label={T.failNote}
          value={reason}
          onChange={setReason}
          choices={[...reasons, T.other].map((one) => ({ value: one, label: one }))}
        />
        {reason === T.other && (
          <TextField
            label={T.other}
            isLabelUnseen
            hint={T.otherHint}
            maxLength={longest}
            value={other}
            onChange={setOther}
          />
        )}
      </div>
    </Sheet>
  );
}
