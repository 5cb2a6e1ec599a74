import { useState } from 'react';
import { Switch } from '../../../kit/parts/choices.tsx';
import { TextField } from '../../../kit/parts/inputs.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { DayField } from '../../parts/day-field.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useAllianceText } from '../../texts/alliance.ts';
import type { Shop } from './shapes.ts';

const known = ['phone', 'openingHours', 'address', 'licenceUntil'];

/** What may change of a shop that stands: its name and place on the map stay. */
export function ShopDrawer({ shop, onClose }: { shop: Shop; onClose: () => void }) {
  const T = useAllianceText();
  const { shopId, phone, openingHours, isPickupPoint, address, licenceUntil } = shop;
  const [draft, setDraft] = useState({ phone, openingHours, isPickupPoint, address, licenceUntil });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const act = useAct('membership', 'updateShop', {
    onDone: () => {
      toast(T.saved);
      onClose();
    },
  });
  const { fields } = act.errors;
  return (
    <FormDrawer
      title={shop.name}
      save={T.save}
      isBusy={act.isBusy}
      onClose={onClose}
      onSubmit={() => void act.run({ ...draft, shopId })}
    >
      <TextField
        label={T.address}
        value={draft.address}
        error={fields['address']}
        isRequired
        onChange={(next) => change({ address: next })}
      />
      <div className="form-pair">
        <TextField
          label={T.phone}
          type="tel"
          maxLength={20}
          value={draft.phone}
          error={fields['phone']}
          isRequired
          onChange={(next) => change({ phone: next })}
        />
        <TextField
          label={T.hours}
          maxLength={40}
          value={draft.openingHours}
          error={fields['openingHours']}
          onChange={(next) => change({ openingHours: next })}
        />
      </div>
      <DayField
        label={T.licenceUntil}
        value={draft.licenceUntil}
        error={fields['licenceUntil']}
        onChange={(next) => change({ licenceUntil: next })}
      />
      <Switch isChecked={draft.isPickupPoint} onChange={(next) => change({ isPickupPoint: next })}>
        {T.isPickup}
      </Switch>
      <FormError errors={act.errors} known={known} />
    </FormDrawer>
  );
}
