import { useFormat } from '../../../kit/format/use-format.ts';
import type { FormErrors } from '../../../kit/form-errors.ts';
import { RadioGroup } from '../../../kit/parts/choices.tsx';
import { NumberField, SelectField } from '../../../kit/parts/inputs.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { TierFields } from '../../parts/tier-fields.tsx';
import { belowBase, packsAround } from '../../parts/tiers.ts';
import { useRead } from '../../../kit/use-api.ts';
import { useNewPoolText } from '../../texts/new-pool.ts';
import type { Offer } from './shapes.ts';
import type { PoolDraft } from './pool-draft.ts';

export interface PoolFieldsProps {
  offer: Offer;
  draft: PoolDraft;
  onChange: (draft: PoolDraft) => void;
  errors: FormErrors;
}

const known = ['opensAt', 'cutOffAt', 'threshold', 'moq', 'cap', 'perPersonLimit', 'tiers', 'sellerShopId'];

export function PoolFields(props: PoolFieldsProps) {
  const { draft, onChange, errors } = props;
  const change = (part: Partial<PoolDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <Times {...props} change={change} />
      <Seller {...props} change={change} />
      <Quantities {...props} change={change} />
      <Tiers {...props} change={change} />
      <Policies {...props} change={change} />
      <FormError errors={errors} known={known} />
    </>
  );
}

type PartProps = PoolFieldsProps & { change: (part: Partial<PoolDraft>) => void };

function Times({ offer, draft, errors, change }: PartProps) {
  const T = useNewPoolText();
  const F = useFormat();
  const suppliers = useRead('supply', 'listSuppliers', {});
  const lead = suppliers.data?.rows.find(({ supplierId }) => supplierId === offer.supplierId)?.leadHours;
  return (
    <div className="form-pair">
      <MomentField
        label={T.opensAt}
        value={draft.opensAt}
        onChange={(opensAt) => change({ opensAt })}
        error={errors.fields['opensAt']}
        hint={draft.opensAt === undefined ? T.opensNow : F.moment(draft.opensAt)}
      />
      <MomentField
        label={T.cutOffAt}
        value={draft.cutOffAt}
        onChange={(cutOffAt) => change({ cutOffAt })}
        error={errors.fields['cutOffAt']}
        hint={T.cutOffHint(draft.cutOffAt === undefined ? '' : F.moment(draft.cutOffAt), lead)}
        isRequired
      />
    </div>
  );
}

/** Who stands behind the sale: it is named on every card and order line. */
function Seller({ draft, errors, change }: PartProps) {
  const T = useNewPoolText();
  const shops = useRead('membership', 'listShops', {});
  return (
    <div className="form-pair">
      <SelectField
        label={T.mode}
        value={draft.mode}
        onChange={(mode) => change({ mode })}
        options={[
          { value: 'agency', label: T.agency },
          { value: 'own', label: T.own },
        ]}
        hint={draft.mode === 'agency' ? T.agencyNote : T.ownNote}
      />
      {draft.mode === 'agency' && (
        <SelectField
          label={T.seller}
          value={draft.sellerShopId ?? ''}
          onChange={(sellerShopId) => change({ sellerShopId })}
          placeholder={T.pickSeller}
          options={(shops.data?.rows ?? []).map(({ shopId, name }) => ({ value: shopId, label: name }))}
          error={errors.fields['sellerShopId']}
          hint={T.sellerHint}
          isRequired
        />
      )}
    </div>
  );
}

function Quantities({ offer, draft, errors, change }: PartProps) {
  const T = useNewPoolText();
  const near = draft.moq === undefined ? undefined : packsAround(draft.moq, offer.packSize);
  return (
    <>
      <div className="form-pair">
        <NumberField
          label={T.threshold}
          unit={T.piece}
          value={draft.threshold}
          onChange={(threshold) => change({ threshold })}
          error={errors.fields['threshold']}
          hint={draft.threshold === undefined ? T.thresholdHint : T.packs(draft.threshold, offer.packSize)}
          isRequired
        />
        <NumberField
          label={T.moq}
          unit={T.piece}
          value={draft.moq}
          onChange={(moq) => change({ moq })}
          error={near ? T.notPack(offer.packSize, near.lower, near.upper) : errors.fields['moq']}
          hint={T.moqHint(offer.packSize)}
          isRequired
        />
      </div>
      <div className="form-pair">
        <NumberField
          label={T.cap}
          unit={T.piece}
          value={draft.cap}
          onChange={(cap) => change({ cap })}
          error={errors.fields['cap']}
          hint={T.capHint}
          isRequired
        />
        <NumberField
          label={T.perPerson}
          unit={T.piece}
          value={draft.perPersonLimit}
          onChange={(perPersonLimit) => change({ perPersonLimit })}
          error={errors.fields['perPersonLimit']}
          hint={T.perPersonHint}
        />
      </div>
    </>
  );
}

/** The seller of an agency pool is charged the base cost; below it, it lives on its share of the saving. */
function Tiers({ offer, draft, errors, change }: PartProps) {
  const T = useNewPoolText();
  const F = useFormat();
  return (
    <TierFields
      tiers={draft.tiers}
      onChange={(tiers) => change({ tiers })}
      errors={errors.fields}
      noteOf={(tier) => {
        const short = draft.mode === 'agency' ? belowBase(tier, offer.baseCostFen) : undefined;
        return short === undefined ? undefined : T.belowBase(F.money(offer.baseCostFen), F.money(short));
      }}
    />
  );
}

function Policies({ draft, change }: PartProps) {
  const T = useNewPoolText();
  return (
    <>
      <RadioGroup
        label={T.below}
        isWide
        value={draft.belowPolicy}
        onChange={(belowPolicy) => change({ belowPolicy })}
        choices={[
          { value: 'refund', label: T.refund, note: T.refundNote },
          { value: 'prolong', label: T.prolong, note: T.prolongNote },
        ]}
      />
      <RadioGroup
        label={T.remainder}
        isWide
        value={draft.remainderPolicy}
        onChange={(remainderPolicy) => change({ remainderPolicy })}
        choices={[
          { value: 'round-up-stock', label: T.roundUp, note: T.roundUpNote },
          { value: 'round-down-refund', label: T.roundDown, note: T.roundDownNote },
          { value: 'offer-again', label: T.offerAgain, note: T.offerAgainNote },
        ]}
      />
    </>
  );
}
