import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Switch } from '../../../kit/parts/choices.tsx';
import { MoneyField, NumberField, SelectField } from '../../../kit/parts/inputs.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { ItemPick } from '../../parts/item-pick.tsx';
import { TierFields } from '../../parts/tier-fields.tsx';
import { packsAround, wireTiers } from '../../parts/tiers.ts';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useOfferText } from '../../texts/offers.ts';
import { type OfferDraft, draftOfOffer } from './offer-draft.ts';
import type { Offer } from './shapes.ts';

const formId = 'offer-form';
const known = ['supplierId', 'variantId', 'baseCostFen', 'packSize', 'moq', 'capPerRound', 'tiers'];

export function OfferDrawer({ offer, onClose }: { offer: Offer | undefined; onClose: () => void }) {
  const T = useOfferText();
  const [draft, setDraft] = useState(() => draftOfOffer(offer));
  const onDone = () => {
    toast(T.saved);
    onClose();
  };
  const words = {
    'moq-not-pack': ({ packSize, lower, upper }: Record<string, unknown>) => ({
      field: 'moq',
      message: T.notPack(Number(packSize), Number(lower), Number(upper)),
    }),
    'tiers-not-rising': () => ({ field: 'tiers', message: T.notRising }),
  };
  const add = useAct('supply', 'addOffer', { onDone, words });
  const update = useAct('supply', 'updateOffer', { onDone, words });
  const { errors, isBusy } = offer === undefined ? add : update;
  function save() {
    const { isActive, packSize = 0, moq = 0, capPerRound = 0, baseCostFen = '', ...rest } = draft;
    const fields = { ...rest, packSize, moq, capPerRound, baseCostFen, tiers: wireTiers(draft.tiers) };
    if (offer === undefined) void add.run(fields);
    else void update.run({ ...fields, offerId: offer.offerId, status: isActive ? 'active' : 'paused' });
  }
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={offer === undefined ? T.add : T.change}
      foot={
        <>
          <span className="quiet small offer-note">{T.runningKeep}</span>
          <Button type="submit" size="s" {...{ form: formId }} isBusy={isBusy}>
            {T.save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="form"
        data-density="compact"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <OfferFields draft={draft} onChange={setDraft} errors={errors.fields} offer={offer} />
        <FormError errors={errors} known={known} />
      </form>
    </Drawer>
  );
}

function OfferFields({
  draft,
  onChange,
  errors,
  offer,
}: {
  draft: OfferDraft;
  onChange: (draft: OfferDraft) => void;
  errors: Record<string, string>;
  offer: Offer | undefined;
}) {
  const T = useOfferText();
  const suppliers = useRead('supply', 'listSuppliers', {});
  const change = (part: Partial<OfferDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <ItemPick
        label={T.item}
        value={draft.variantId}
        onChange={(variantId) => change({ variantId })}
        known={offer?.item}
        error={errors['variantId']}
        poolsOnly
      />
      <SelectField
        label={T.supplier}
        value={draft.supplierId}
        onChange={(supplierId) => change({ supplierId })}
        placeholder={T.pickSupplier}
        options={(suppliers.data?.rows ?? []).map((row) => ({ value: row.supplierId, label: row.name }))}
        error={errors['supplierId']}
        isRequired
      />
      <CostFields draft={draft} onChange={change} errors={errors} />
      <PackFields draft={draft} onChange={change} errors={errors} />
      <TierFields tiers={draft.tiers} onChange={(tiers) => change({ tiers })} errors={errors} />
      {offer && (
        <Switch isChecked={draft.isActive} onChange={(isActive) => change({ isActive })}>
          {T.isActive}
        </Switch>
      )}
    </>
  );
}

interface PartProps {
  draft: OfferDraft;
  onChange: (part: Partial<OfferDraft>) => void;
  errors: Record<string, string>;
}

function CostFields({ draft, onChange, errors }: PartProps) {
  const T = useOfferText();
  return (
    <div className="form-pair">
      <MoneyField
        label={T.base}
        fen={draft.baseCostFen}
        onChange={(baseCostFen) => onChange({ baseCostFen })}
        error={errors['baseCostFen']}
        hint={T.baseHint}
        isRequired
      />
      <NumberField
        label={T.cap}
        unit={T.piece}
        value={draft.capPerRound}
        onChange={(capPerRound) => onChange({ capPerRound })}
        error={errors['capPerRound']}
        isRequired
      />
    </div>
  );
}

/** Says at once when the least order does not come in whole packs. */
function PackFields({ draft, onChange, errors }: PartProps) {
  const T = useOfferText();
  const near =
    draft.moq === undefined || !draft.packSize ? undefined : packsAround(draft.moq, draft.packSize);
  return (
    <div className="form-pair">
      <NumberField
        label={T.pack}
        unit={T.piece}
        value={draft.packSize}
        onChange={(packSize) => onChange({ packSize })}
        error={errors['packSize']}
        isRequired
      />
      <NumberField
        label={T.moq}
        unit={T.piece}
        value={draft.moq}
        onChange={(moq) => onChange({ moq })}
        error={near ? T.notPack(draft.packSize ?? 1, near.lower, near.upper) : errors['moq']}
        isRequired
      />
    </div>
  );
}
