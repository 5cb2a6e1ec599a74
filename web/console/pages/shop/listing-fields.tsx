import { TriangleAlert } from 'lucide-react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { MoneyField, NumberField } from '../../../kit/parts/inputs.tsx';
import { Tag } from '../../../kit/parts/tag.tsx';
import { GoodsName, type Item } from '../../parts/goods-name.tsx';
import { ItemPick } from '../../parts/item-pick.tsx';
import { useListingText } from '../../texts/listings.ts';
import type { ListingDraft } from './listing-draft.ts';
import type { Listing } from './shapes.ts';

export interface ListingFieldsProps {
  /** Undefined = something new to sell. */
  listing: Listing | undefined;
  draft: ListingDraft;
  onChange: (draft: ListingDraft) => void;
  errors: Record<string, string>;
}

/** What is sold, for how much, and how much of it. */
export function ListingFields({ listing, draft, onChange, errors }: ListingFieldsProps) {
  const T = useListingText();
  const { item, priceFen } = draft;
  const change = (part: Partial<ListingDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      {listing ? (
        <GoodsName item={listing.item} size={56} />
      ) : (
        <ItemPick
          label={T.item}
          value={item?.variantId ?? ''}
          known={item}
          poolsOnly
          error={errors['variantId']}
          onChange={(_variantId, picked) => {
            change({ item: picked, priceFen: priceFen ?? picked?.suggestedPriceFen ?? undefined });
          }}
        />
      )}
      <PriceField
        // A picked item brings its suggested price into the field.
        key={item?.variantId}
        item={item}
        priceFen={priceFen}
        onChange={(fen) => change({ priceFen: fen })}
        error={errors['priceFen']}
        belowCost={listing !== undefined && listing.belowCost && priceFen === listing.priceFen}
      />
      <LimitFields draft={draft} onChange={change} errors={errors} />
    </>
  );
}

function PriceField({
  item,
  priceFen,
  onChange,
  error,
  belowCost,
}: {
  item: Item | undefined;
  priceFen: string | undefined;
  onChange: (fen: string | undefined) => void;
  error: string | undefined;
  belowCost: boolean;
}) {
  const T = useListingText();
  const F = useFormat();
  const suggested = item?.suggestedPriceFen ?? null;
  return (
    <>
      <MoneyField
        label={T.price}
        fen={priceFen}
        onChange={onChange}
        error={error}
        hint={suggested === null ? T.ownPrice : T.suggestedIs(F.money(suggested))}
        isRequired
      />
      {belowCost && (
        <Tag tone="bad" icon={TriangleAlert}>
          {T.belowCostLong}
        </Tag>
      )}
    </>
  );
}

function LimitFields({
  draft,
  onChange,
  errors,
}: {
  draft: ListingDraft;
  onChange: (part: Partial<ListingDraft>) => void;
  errors: Record<string, string>;
}) {
  const T = useListingText();
  return (
    <div className="form-pair">
      <NumberField
        label={T.exposure}
        unit={T.piece}
        value={draft.exposureLimit}
        onChange={(exposureLimit) => onChange({ exposureLimit })}
        error={errors['exposureLimit']}
        hint={T.exposureHint}
      />
      <NumberField
        label={T.perPerson}
        unit={T.piece}
        value={draft.perPersonLimit}
        onChange={(perPersonLimit) => onChange({ perPersonLimit })}
        error={errors['perPersonLimit']}
        hint={T.perPersonHint}
      />
    </div>
  );
}
