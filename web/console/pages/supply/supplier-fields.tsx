import { NumberField, TextField } from '../../../kit/parts/inputs.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { useSupplierText } from '../../texts/suppliers.ts';
import type { SupplierDraft } from './supplier-draft.ts';

export interface SupplierFieldsProps {
  draft: SupplierDraft;
  onChange: (draft: SupplierDraft) => void;
  errors: Record<string, string>;
}

export function SupplierFields({ draft, onChange, errors }: SupplierFieldsProps) {
  const T = useSupplierText();
  const change = (part: Partial<SupplierDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <TextField
        label={T.name}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={errors['name']}
        isRequired
      />
      <ContactFields draft={draft} onChange={change} errors={errors} />
      <LicenceFields draft={draft} onChange={change} errors={errors} />
      <NumberField
        label={T.lead}
        unit={T.hour}
        value={draft.leadHours}
        onChange={(leadHours) => change({ leadHours })}
        error={errors['leadHours']}
        hint={T.leadHint}
      />
      <PlaceFields draft={draft} onChange={change} errors={errors} />
    </>
  );
}

interface PartProps {
  draft: SupplierDraft;
  onChange: (part: Partial<SupplierDraft>) => void;
  errors: Record<string, string>;
}

function ContactFields({ draft, onChange, errors }: PartProps) {
  const T = useSupplierText();
  return (
    <div className="form-pair">
      <TextField
        label={T.contact}
        value={draft.contactName}
        onChange={(contactName) => onChange({ contactName })}
        error={errors['contactName']}
        isRequired
      />
      <TextField
        label={T.phone}
        type="tel"
        maxLength={11}
        value={draft.phone}
        onChange={(phone) => onChange({ phone })}
        error={errors['phone']}
        hint={T.phoneHint}
        isRequired
      />
    </div>
  );
}

function LicenceFields({ draft, onChange, errors }: PartProps) {
  const T = useSupplierText();
  return (
    <div className="form-pair">
      <TextField
        label={T.licenceNumber}
        value={draft.licenceNumber}
        onChange={(licenceNumber) => onChange({ licenceNumber })}
        error={errors['licenceNumber']}
      />
      <DayField
        label={T.licenceUntil}
        value={draft.licenceUntil}
        onChange={(licenceUntil) => onChange({ licenceUntil })}
        error={errors['licenceUntil']}
        hint={T.licenceHint}
      />
    </div>
  );
}

function PlaceFields({ draft, onChange, errors }: PartProps) {
  const T = useSupplierText();
  return (
    <div className="form-pair">
      <TextField
        label={T.lng}
        inputMode="decimal"
        value={draft.lng}
        onChange={(lng) => onChange({ lng })}
        error={errors['lng']}
      />
      <TextField
        label={T.lat}
        inputMode="decimal"
        value={draft.lat}
        onChange={(lat) => onChange({ lat })}
        error={errors['lat']}
        hint={T.placeHint}
      />
    </div>
  );
}
