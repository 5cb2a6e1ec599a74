import { LocateFixed } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Checkbox } from '../../kit/parts/choices.tsx';
import { SelectField, TextField } from '../../kit/parts/inputs.tsx';
import { useAct } from '../../kit/use-api.ts';
import { askPosition, canAskPosition, type Place } from '../platform/position.ts';
import type { Address } from '../parts/answers.ts';
import { FormProblem } from '../parts/form-problem.tsx';
import { useMe } from '../parts/use-me.ts';
import { rememberPosition, usePlace } from '../parts/use-place.ts';
import { useAddressText } from '../texts/address.ts';

/** A new address. Where it lies is the phone's position, or near a shop the person names. */
export function AddressForm({ onSaved }: { onSaved: (address: Address) => void }) {
  const T = useAddressText();
  const { me } = useMe();
  const { shops, pickup } = usePlace();
  const add = useAct('membership', 'addAddress', { onDone: onSaved });
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [isDefault, setDefault] = useState(false);
  const [nearId, setNearId] = useState('');
  const [position, setPosition] = useState<Place>();
  // What is not typed stands as the person's own account says.
  const known: Record<string, string | undefined> = {
    contactName: me?.name,
    phone: me?.phone,
    building: me?.building,
  };
  const value = (name: string) => typed[name] ?? known[name] ?? '';
  const set = (name: string) => (text: string) => setTyped((before) => ({ ...before, [name]: text }));
  const near = shops.data?.rows.find((shop) => shop.shopId === nearId) ?? pickup;
  async function save(event: FormEvent) {
    event.preventDefault();
    const place = position ?? near;
    if (place === undefined) return;
    await add.run({
      contactName: value('contactName'),
      phone: value('phone'),
      building: value('building'),
      room: value('room'),
      detail: value('detail'),
      lng: place.lng,
      lat: place.lat,
      isDefault,
    });
  }
  const { fields } = add.errors;
  return (
    <form className="grid gap-4" onSubmit={(event) => void save(event)}>
      <AddressFields value={value} set={set} errors={fields} />
      {position === undefined && (
        <SelectField
          label={T.near}
          hint={T.nearHint}
          value={near?.shopId ?? ''}
          onChange={setNearId}
          options={(shops.data?.rows ?? []).map((shop) => ({ value: shop.shopId, label: shop.name }))}
        />
      )}
      {canAskPosition() && <HereButton isTaken={position !== undefined} onPlace={setPosition} />}
      <Checkbox isChecked={isDefault} onChange={setDefault}>
        {T.asDefault}
      </Checkbox>
      <FormProblem text={add.errors.form} />
      <Button type="submit" isBlock isBusy={add.isBusy} busyText={T.saving}>
        {T.save}
      </Button>
    </form>
  );
}

interface AddressFieldsProps {
  value: (name: string) => string;
  set: (name: string) => (text: string) => void;
  errors: Record<string, string>;
}

function AddressFields({ value, set, errors }: AddressFieldsProps) {
  const T = useAddressText();
  return (
    <>
      <TextField
        label={T.contact}
        hint={T.contactHint}
        isRequired
        autoComplete="name"
        value={value('contactName')}
        onChange={set('contactName')}
        error={errors['contactName']}
      />
      <TextField
        label={T.phone}
        hint={T.phoneHint}
        isRequired
        type="tel"
        autoComplete="tel"
        value={value('phone')}
        onChange={set('phone')}
        error={errors['phone']}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={T.building}
          hint={T.buildingHint}
          isRequired
          value={value('building')}
          onChange={set('building')}
          error={errors['building']}
        />
        <TextField label={T.room} value={value('room')} onChange={set('room')} error={errors['room']} />
      </div>
      <TextField label={T.detail} value={value('detail')} onChange={set('detail')} error={errors['detail']} />
    </>
  );
}

function HereButton({ isTaken, onPlace }: { isTaken: boolean; onPlace: (place: Place) => void }) {
  const T = useAddressText();
  const [state, setState] = useState<'idle' | 'asking' | 'none'>('idle');
  function ask() {
    setState('asking');
    askPosition().then(
      (place) => {
        rememberPosition(place);
        onPlace(place);
        setState('idle');
      },
      () => setState('none'),
    );
  }
  if (isTaken) return <p className="text-sm text-leaf-700">{T.hereTaken}</p>;
  return (
    <div>
      <Button
        kind="soft"
        size="s"
        icon={LocateFixed}
        isBusy={state === 'asking'}
        busyText={T.locating}
        onClick={ask}
      >
        {T.here}
      </Button>
      {state === 'none' && <p className="pt-1 text-sm text-ink-3">{T.noPosition}</p>}
    </div>
  );
}
