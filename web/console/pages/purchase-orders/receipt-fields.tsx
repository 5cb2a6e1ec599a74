import { NumberField, SelectField, TextField } from '../../../kit/parts/inputs.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { usePurchaseText } from '../../texts/purchase-orders.ts';
import type { ReceiptDraft } from './receipt-draft.ts';

export interface ReceiptFieldsProps {
  /** Pieces the supplier promised. */
  expected: number;
  hubs: readonly { locationId: string; name: string }[];
  draft: ReceiptDraft;
  onChange: (draft: ReceiptDraft) => void;
  errors: Record<string, string>;
}

export function ReceiptFields({ expected, hubs, draft, onChange, errors }: ReceiptFieldsProps) {
  const T = usePurchaseText();
  const change = (part: Partial<ReceiptDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <div className="form-pair">
        <NumberField
          label={T.quantityCame}
          unit={T.piece}
          value={draft.quantity}
          onChange={(quantity) => change({ quantity })}
          error={errors['quantity']}
          hint={T.expected(expected)}
          isRequired
        />
        <SelectField
          label={T.where}
          value={draft.locationId}
          onChange={(locationId) => change({ locationId })}
          options={hubs.map(({ locationId: value, name }) => ({ value, label: name }))}
          error={errors['locationId']}
        />
      </div>
      <div className="form-pair">
        <TextField
          label={T.batch}
          value={draft.batch}
          onChange={(batch) => change({ batch })}
          error={errors['batch']}
          maxLength={40}
        />
        <DayField
          label={T.expiresOn}
          value={draft.expiresOn}
          onChange={(expiresOn) => change({ expiresOn })}
          error={errors['expiresOn']}
        />
      </div>
      <TextField label={T.note} value={draft.note} onChange={(note) => change({ note })} maxLength={200} />
    </>
  );
}
