import type { FormErrors } from '../../../kit/form-errors.ts';
import { goodsPictures } from '../../../kit/goods-pictures.ts';
import { Checkbox, Switch } from '../../../kit/parts/choices.tsx';
import { GoodsPicture } from '../../../kit/parts/goods-picture.tsx';
import { MoneyField, NumberField, SelectField, TextArea, TextField } from '../../../kit/parts/inputs.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useRead } from '../../../kit/use-api.ts';
import { useItemText } from '../../texts/items.ts';
import { type ItemDraft, newDraft } from './item-draft.ts';

export interface ItemFieldsProps {
  draft: ItemDraft;
  onChange: (draft: ItemDraft) => void;
  errors: FormErrors;
  isNew: boolean;
}
type PartProps = Omit<ItemFieldsProps, 'onChange'> & { change: (part: Partial<ItemDraft>) => void };

const zones = ['ambient', 'chilled', 'frozen', 'fresh-live'] as const;
const policies = ['seven-days', 'no-return-perishable', 'no-return-opened'] as const;

export function ItemFields({ draft, onChange, errors, isNew }: ItemFieldsProps) {
  const T = useItemText();
  const parts = {
    draft,
    errors,
    isNew,
    change: (part: Partial<ItemDraft>) => onChange({ ...draft, ...part }),
  };
  return (
    <>
      <Naming {...parts} />
      <Numbers {...parts} />
      <Keeping {...parts} />
      <Selling {...parts} />
      <Law {...parts} />
      {!isNew && (
        <Switch
          isChecked={draft.status === 'active'}
          onChange={(isActive) => parts.change({ status: isActive ? 'active' : 'paused' })}
        >
          {T.isActive}
        </Switch>
      )}
      <FormError errors={errors} known={Object.keys(newDraft)} />
    </>
  );
}

function Naming({ draft, errors, change }: PartProps) {
  const T = useItemText();
  const categories = useRead('catalog', 'listCategories', {});
  return (
    <>
      <TextField
        label={T.name}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={errors.fields['name']}
        maxLength={60}
        isRequired
      />
      <div className="form-pair">
        <TextField
          label={T.spec}
          value={draft.spec}
          onChange={(spec) => change({ spec })}
          error={errors.fields['spec']}
          hint={T.specHint}
          maxLength={40}
        />
        <TextField
          label={T.unit}
          value={draft.unitLabel}
          onChange={(unitLabel) => change({ unitLabel })}
          error={errors.fields['unitLabel']}
          maxLength={4}
          isRequired
        />
      </div>
      <div className="form-pair">
        <SelectField
          label={T.category}
          value={draft.categoryCode}
          onChange={(categoryCode) => change({ categoryCode })}
          placeholder={T.pickCategory}
          options={(categories.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          error={errors.fields['categoryCode']}
          isRequired
        />
        <TextField
          label={T.originField}
          value={draft.origin}
          onChange={(origin) => change({ origin })}
          error={errors.fields['origin']}
          maxLength={40}
        />
      </div>
    </>
  );
}

function Numbers({ draft, errors, isNew, change }: PartProps) {
  const T = useItemText();
  return (
    <>
      <div className="form-pair">
        <TextField
          label={T.itemCode}
          value={draft.itemCode}
          onChange={(itemCode) => change({ itemCode })}
          error={errors.fields['itemCode']}
          {...(isNew && { hint: T.codeHint })}
          maxLength={30}
        />
        <TextField
          label={T.gtin}
          inputMode="numeric"
          value={draft.gtin}
          onChange={(gtin) => change({ gtin: gtin.trim() })}
          error={errors.fields['gtin']}
          hint={T.gtinHint}
          maxLength={13}
        />
      </div>
      <div className="form-pair">
        <TextField
          label={T.brand}
          value={draft.brand}
          onChange={(brand) => change({ brand })}
          error={errors.fields['brand']}
          maxLength={40}
        />
        <PickField
          label={T.picture}
          value={draft.pictureKey || undefined}
          onChange={(key) => change({ pictureKey: key ?? '' })}
          placeholder={T.pictureByCategory}
          options={Object.keys(goodsPictures).map((key) => ({
            value: key,
            title: key,
            label: (
              <span className="picture-option">
                <GoodsPicture pictureKey={key} size={24} radius={6} />
                {key}
              </span>
            ),
          }))}
        />
      </div>
    </>
  );
}

function Keeping({ draft, errors, change }: PartProps) {
  const T = useItemText();
  return (
    <>
      <div className="form-pair">
        <SelectField
          label={T.zone}
          value={draft.temperatureZone}
          onChange={(temperatureZone) => change({ temperatureZone })}
          options={zones.map((value) => ({ value, label: T.zones[value] }))}
          error={errors.fields['temperatureZone']}
        />
        <NumberField
          label={T.shelfLife}
          unit={T.days}
          value={draft.shelfLifeDays}
          onChange={(shelfLifeDays) => change({ shelfLifeDays })}
          error={errors.fields['shelfLifeDays']}
        />
      </div>
      <div className="form-pair">
        <SelectField
          label={T.soldBy}
          value={draft.soldBy}
          onChange={(soldBy) => change({ soldBy })}
          options={[
            { value: 'piece', label: T.byPiece },
            { value: 'gram', label: T.byGram },
          ]}
        />
        {draft.soldBy === 'gram' && (
          <NumberField
            label={T.nominal}
            unit={T.gram}
            value={draft.nominalGram}
            onChange={(nominalGram) => change({ nominalGram })}
            error={errors.fields['nominalGram']}
            hint={T.nominalHint}
            isRequired
          />
        )}
      </div>
    </>
  );
}

function Selling({ draft, errors, isNew, change }: PartProps) {
  const T = useItemText();
  return (
    <>
      <div className="form-pair">
        <MoneyField
          label={T.suggested}
          fen={draft.suggestedPriceFen}
          onChange={(suggestedPriceFen) => change({ suggestedPriceFen })}
          error={errors.fields['suggestedPriceFen']}
          hint={T.suggestedHint}
        />
        <MoneyField
          label={T.wholesale}
          fen={draft.wholesalePriceFen}
          onChange={(wholesalePriceFen) => change({ wholesalePriceFen })}
          error={errors.fields['wholesalePriceFen']}
          hint={isNew ? T.wholesaleHint : T.wholesaleKept}
        />
      </div>
      <SelectField
        label={T.returns}
        value={draft.returnPolicy}
        onChange={(returnPolicy) => change({ returnPolicy })}
        options={policies.map((value) => ({ value, label: T.policies[value] }))}
      />
      <TextArea
        label={T.description}
        value={draft.description}
        onChange={(description) => change({ description })}
        error={errors.fields['description']}
        maxLength={2000}
      />
    </>
  );
}

function Law({ draft, errors, change }: PartProps) {
  const T = useItemText();
  return (
    <>
      <TextField
        label={T.licence}
        value={draft.licenceNeeded}
        onChange={(licenceNeeded) => change({ licenceNeeded })}
        error={errors.fields['licenceNeeded']}
        hint={T.licenceHint}
        maxLength={40}
      />
      <Checkbox isChecked={draft.isRegulated} onChange={(isRegulated) => change({ isRegulated })}>
        {T.isRegulated}
      </Checkbox>
    </>
  );
}
