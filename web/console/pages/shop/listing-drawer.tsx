import { useState } from 'react';
import { Button } from '../../../kit/parts/button.tsx';
import { Switch } from '../../../kit/parts/choices.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useAct } from '../../../kit/use-api.ts';
import { useListingText } from '../../texts/listings.ts';
import { draftOfListing } from './listing-draft.ts';
import { ListingFields } from './listing-fields.tsx';
import type { Listing } from './shapes.ts';
import { StopSelling } from './stop-selling.tsx';

const formId = 'listing-form';
const known = ['variantId', 'priceFen', 'exposureLimit', 'perPersonLimit'];

export interface ListingDrawerProps {
  shopId: string;
  /** Undefined = something new to sell. */
  listing: Listing | undefined;
  onClose: () => void;
}

/** Sell an item at an own price, with limits; or stop selling it. */
export function ListingDrawer({ shopId, listing, onClose }: ListingDrawerProps) {
  const T = useListingText();
  const [draft, setDraft] = useState(() => draftOfListing(listing));
  const { item, priceFen, isOn } = draft;
  const act = useAct('catalog', 'putListing', {
    onDone: ({ belowCost }) => {
      toast(belowCost ? { text: T.savedBelow, tone: 'warn' } : T.saved);
      onClose();
    },
  });
  const { errors } = act;
  function save() {
    if (item === undefined || priceFen === undefined) return;
    void act.run({
      shopId,
      variantId: item.variantId,
      priceFen,
      exposureLimit: draft.exposureLimit ?? null,
      perPersonLimit: draft.perPersonLimit ?? null,
      status: isOn ? 'on' : 'off',
    });
  }
  const missing = item === undefined ? T.itemFirst : priceFen === undefined ? T.priceFirst : undefined;
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={listing ? T.change : T.add}
      foot={
        <>
          {listing && <StopSelling listing={listing} onDone={onClose} />}
          <Button
            type="submit"
            size="s"
            {...{ form: formId }}
            isBusy={act.isBusy}
            {...(missing !== undefined && { reason: missing })}
          >
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
        <ListingFields listing={listing} draft={draft} onChange={setDraft} errors={errors.fields} />
        <Switch isChecked={isOn} onChange={(next) => setDraft({ ...draft, isOn: next })}>
          {T.isOn}
        </Switch>
        <FormError errors={errors} known={known} />
      </form>
    </Drawer>
  );
}
