import { Select } from 'antd';
import { Field } from '../../../kit/parts/field.tsx';
import { SelectField, TextField } from '../../../kit/parts/inputs.tsx';
import type { FormErrors } from '../../../kit/form-errors.ts';
import { useRead } from '../../../kit/use-api.ts';
import { MomentField } from '../../parts/moment-field.tsx';
import { PickField } from '../../parts/pick-field.tsx';
import { useMe, usePlace } from '../../parts/session.tsx';
import { useLivePlanText } from '../../texts/live-plan.ts';
import type { Plan } from './plan.ts';

export interface PlanPartProps {
  plan: Plan;
  change: (part: Partial<Plan>) => void;
  errors: FormErrors;
  /** Undefined while the session is new. */
  state: 'scheduled' | 'live' | undefined;
}

const longestTitle = 60;

/** Who, where and when. The shop and its rooms are chosen once; later shops join by themselves. */
export function PlanFields(props: PlanPartProps) {
  const { plan, change, errors, state } = props;
  const T = useLivePlanText();
  const hosts = useRead('membership', 'listHosts', {});
  return (
    <>
      <TextField
        label={T.name}
        placeholder={T.nameLike}
        maxLength={longestTitle}
        value={plan.title}
        onChange={(title) => change({ title })}
        error={errors.fields['title']}
        isRequired
      />
      <PickField
        label={T.host}
        placeholder={T.pickHost}
        value={plan.hostMemberId === '' ? undefined : plan.hostMemberId}
        onChange={(hostMemberId) => change({ hostMemberId: hostMemberId ?? '' })}
        options={(hosts.data?.rows ?? []).map(({ memberId, name }) => ({
          value: memberId,
          label: name,
          title: name,
        }))}
        isLoading={hosts.isPending}
        error={errors.fields['hostMemberId']}
        isRequired
      />
      {state === undefined && <Places {...props} />}
      <div className="form-pair">
        {state !== 'live' && (
          <MomentField
            label={T.startsAt}
            value={plan.startsAt}
            onChange={(startsAt) => change({ startsAt })}
            error={errors.fields['startsAt']}
            isRequired
          />
        )}
        <MomentField
          label={T.endsAt}
          value={plan.plannedEndAt}
          onChange={(plannedEndAt) => change({ plannedEndAt })}
          error={errors.fields['plannedEndAt']}
          hint={T.endsHint}
          isRequired
        />
      </div>
    </>
  );
}

/** The shops this person may place a session in: all of the alliance for operators, their own for shop people. */
function useOwnShops(): { shopId: string; name: string }[] {
  const me = useMe();
  const { isWhole } = usePlace();
  const shops = useRead('membership', 'listShops', {}, { enabled: isWhole });
  return isWhole ? (shops.data?.rows ?? []) : me.shops;
}

function Places({ plan, change, errors }: PlanPartProps) {
  const T = useLivePlanText();
  const shops = useOwnShops();
  const others = shops.filter(({ shopId }) => shopId !== plan.hostShopId);
  return (
    <>
      <SelectField
        label={T.shop}
        placeholder={T.pickShop}
        value={plan.hostShopId}
        // The line-up is what this shop sells: another shop starts it anew.
        onChange={(hostShopId) => change({ hostShopId, roomShopIds: [], items: [] })}
        options={shops.map(({ shopId, name }) => ({ value: shopId, label: name }))}
        error={errors.fields['hostShopId']}
        hint={T.shopHint}
        isRequired
      />
      {others.length > 0 && (
        <Field label={T.rooms} hint={T.roomsHint} error={errors.fields['roomShopIds']}>
          {(control) => (
            <Select
              {...control}
              className="pick"
              variant="borderless"
              mode="multiple"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={T.pickRooms}
              value={plan.roomShopIds}
              onChange={(roomShopIds: string[]) => change({ roomShopIds })}
              options={others.map(({ shopId, name }) => ({ value: shopId, label: name }))}
            />
          )}
        </Field>
      )}
    </>
  );
}
