import { useState } from 'react';
import { Switch } from '../../../kit/parts/choices.tsx';
import { SelectField, TextField, type TextFieldProps } from '../../../kit/parts/inputs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import type { ShopKind } from '../../parts/shop-pictures.ts';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useAllianceText } from '../../texts/alliance.ts';

const known = [
  'name',
  'shortName',
  'kind',
  'address',
  'lng',
  'lat',
  'phone',
  'openingHours',
  'licenceUntil',
  'ownerName',
  'ownerPhone',
];

function useDraft() {
  const alliance = useRead('membership', 'getAlliance', {});
  const [draft, setDraft] = useState({
    name: '',
    shortName: '',
    kind: 'grocery' as ShopKind,
    address: '',
    lng: String(alliance.data?.lng ?? ''),
    lat: String(alliance.data?.lat ?? ''),
    phone: '',
    openingHours: '07:00–22:00',
    isPickupPoint: true,
    licenceUntil: null as string | null,
    ownerName: '',
    ownerPhone: '',
  });
  return { draft, change: (part: Partial<typeof draft>) => setDraft({ ...draft, ...part }) };
}

type Written =
  | 'name'
  | 'shortName'
  | 'address'
  | 'lng'
  | 'lat'
  | 'phone'
  | 'openingHours'
  | 'ownerName'
  | 'ownerPhone';

/** A new shop with its owner; it stands at the alliance's place until told otherwise. */
export function AddShopDrawer({ onClose }: { onClose: () => void }) {
  const T = useAllianceText();
  const { draft, change } = useDraft();
  const act = useAct('membership', 'addShop', {
    renews: ['membership', 'stock'],
    words: { 'shop-name-taken': () => ({ field: 'name', message: T.nameTaken }) },
    onDone: () => {
      toast(T.saved);
      onClose();
    },
  });
  const { fields } = act.errors;
  /** One line of text of the draft with its refusal. */
  const written = (name: Written, more: Partial<TextFieldProps> = {}) => (
    <TextField
      label={T[name === 'openingHours' ? 'hours' : name]}
      {...more}
      value={draft[name]}
      onChange={(next) => change({ [name]: next })}
      error={fields[name]}
    />
  );
  return (
    <FormDrawer
      title={T.addShop}
      save={T.save}
      isBusy={act.isBusy}
      onClose={onClose}
      onSubmit={() => void act.run(draft)}
    >
      {written('name', { isRequired: true })}
      <div className="form-pair">
        {written('shortName', { isRequired: true, maxLength: 6, hint: T.shortNameHint })}
        <KindField value={draft.kind} onChange={(kind) => change({ kind })} error={fields['kind']} />
      </div>
      {written('address', { isRequired: true })}
      <div className="form-pair">
        {written('lng', { inputMode: 'decimal' })}
        {written('lat', { inputMode: 'decimal', hint: T.placeHint })}
      </div>
      <div className="form-pair">
        {written('phone', { type: 'tel', maxLength: 20, isRequired: true })}
        {written('openingHours', { maxLength: 40 })}
      </div>
      <DayField
        label={T.licenceUntil}
        value={draft.licenceUntil}
        onChange={(licenceUntil) => change({ licenceUntil })}
        error={fields['licenceUntil']}
      />
      <div className="form-pair">
        {written('ownerName', { isRequired: true })}
        {written('ownerPhone', { type: 'tel', maxLength: 11, isRequired: true, hint: T.ownerHint })}
      </div>
      <Switch isChecked={draft.isPickupPoint} onChange={(isPickupPoint) => change({ isPickupPoint })}>
        {T.isPickup}
      </Switch>
      <FormError errors={act.errors} known={known} />
    </FormDrawer>
  );
}

function KindField(props: {
  value: ShopKind;
  onChange: (kind: ShopKind) => void;
  error: string | undefined;
}) {
  const T = useAllianceText();
  return (
    <SelectField
      {...props}
      label={T.kind}
      options={Object.entries(T.kinds).map(([value, label]) => ({ value: value as ShopKind, label }))}
    />
  );
}
