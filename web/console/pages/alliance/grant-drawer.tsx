import { useState } from 'react';
import { Checkbox } from '../../../kit/parts/choices.tsx';
import { SelectField, TextField } from '../../../kit/parts/inputs.tsx';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useAct, useRead } from '../../../kit/use-api.ts';
import { useAllianceText } from '../../texts/alliance.ts';
import { useRulesText } from '../../texts/rules.ts';
import { duties, type GivenRole, type Member, roles } from './shapes.ts';

const known = ['phone', 'name', 'role', 'shopId', 'supplierId'];

function useGrant(member: Member | undefined, onClose: () => void) {
  const T = useAllianceText();
  const [draft, setDraft] = useState({
    phone: member?.phone ?? '',
    name: member?.name ?? '',
    role: 'shop' as GivenRole,
    shopId: undefined as string | undefined,
    supplierId: undefined as string | undefined,
    duties: [] as readonly string[],
  });
  const { errors, isBusy, run } = useAct('membership', 'giveGrant', {
    words: {
      'grant-target': ({ role }) =>
        role === 'supplier'
          ? { field: 'supplierId', message: T.chooseSupplier }
          : { field: 'shopId', message: T.chooseShop },
    },
    onDone: () => {
      toast(T.given);
      onClose();
    },
  });
  const hasShop = draft.role === 'shop' || draft.role === 'host';
  const hasDuties = draft.role === 'shop' || draft.role === 'operator';
  function give() {
    const { shopId = null, supplierId = null, ...rest } = draft;
    void run({
      ...rest,
      shopId: hasShop ? shopId : null,
      supplierId: draft.role === 'supplier' ? supplierId : null,
      duties: hasDuties ? [...draft.duties] : [],
    });
  }
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  return { draft, change, errors, isBusy, hasShop, hasDuties, give };
}

/** Gives a role to a phone; a `member` is given when it is one more for somebody known. */
export function GrantDrawer({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const T = useAllianceText();
  const { draft, change, errors, isBusy, hasShop, hasDuties, give } = useGrant(member, onClose);
  const { fields } = errors;
  return (
    <FormDrawer
      onClose={onClose}
      title={member === undefined ? T.give : `${member.name} · ${T.giveMore}`}
      save={T.give}
      isBusy={isBusy}
      onSubmit={() => {
        give();
      }}
    >
      {member === undefined && <Person {...{ draft, change, fields }} />}
      <SelectField
        label={T.role}
        value={draft.role}
        onChange={(role) => change({ role })}
        error={fields['role']}
        options={roles.map((value) => ({ value, label: T.roles[value] }))}
      />
      {hasShop && (
        <ShopField
          isRequired={draft.role === 'shop'}
          value={draft.shopId}
          onChange={(shopId) => change({ shopId })}
          error={fields['shopId']}
        />
      )}
      {draft.role === 'supplier' && (
        <SupplierField
          value={draft.supplierId}
          onChange={(supplierId) => change({ supplierId })}
          error={fields['supplierId']}
        />
      )}
      {hasDuties && <DutyFields held={draft.duties} onChange={(next) => change({ duties: next })} />}
      <FormError errors={errors} known={shownFields(member !== undefined)} />
    </FormDrawer>
  );
}

/** For somebody known phone and name are not asked, so what is wrong with them is said at the end. */
function shownFields(isKnownPerson: boolean): readonly string[] {
  return isKnownPerson ? known.filter((field) => field !== 'phone' && field !== 'name') : known;
}

interface PersonProps {
  draft: { phone: string; name: string };
  change: (part: { phone?: string; name?: string }) => void;
  fields: Readonly<Record<string, string>>;
}

function Person({ draft, change, fields }: PersonProps) {
  const T = useAllianceText();
  return (
    <div className="form-pair">
      <TextField
        label={T.personPhone}
        type="tel"
        maxLength={11}
        value={draft.phone}
        onChange={(phone) => change({ phone })}
        error={fields['phone']}
        hint={T.phoneHint}
        isRequired
      />
      <TextField
        label={T.personName}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={fields['name']}
        isRequired
      />
    </div>
  );
}

interface TargetProps {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  error: string | undefined;
}

function ShopField({ isRequired, ...props }: TargetProps & { isRequired: boolean }) {
  const T = useAllianceText();
  const shops = useRead('membership', 'listShops', {});
  return (
    <PickField
      {...props}
      label={isRequired ? T.shop : T.optionalShop}
      isRequired={isRequired}
      isLoading={shops.isPending}
      options={(shops.data?.rows ?? []).map(({ shopId, name }) => ({
        value: shopId,
        label: name,
        title: name,
      }))}
    />
  );
}

function SupplierField(props: TargetProps) {
  const T = useAllianceText();
  const suppliers = useRead('supply', 'listSuppliers', {});
  return (
    <PickField
      {...props}
      label={T.supplier}
      isRequired
      isLoading={suppliers.isPending}
      options={(suppliers.data?.rows ?? []).map(({ supplierId, name }) => ({
        value: supplierId,
        label: name,
        title: name,
      }))}
    />
  );
}

function DutyFields({ held, onChange }: { held: readonly string[]; onChange: (held: string[]) => void }) {
  const T = useAllianceText();
  const R = useRulesText();
  return (
    <fieldset className="duties">
      <legend>{T.duties}</legend>
      {duties.map((duty) => (
        <Checkbox
          key={duty}
          isChecked={held.includes(duty)}
          onChange={(isChecked) => onChange(isChecked ? [...held, duty] : held.filter((one) => one !== duty))}
        >
          {R.dutyNames[duty]}
        </Checkbox>
      ))}
      <p className="quiet small">{T.dutiesHint}</p>
    </fieldset>
  );
}
