import { useState } from 'react';
import { Checkbox } from '../../../kit/parts/choices.tsx';
import { FieldNote } from '../../../kit/parts/field.tsx';
import { Skeleton } from '../../../kit/parts/states.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { type Out, useAct, useRead } from '../../../kit/use-api.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { useWavesText } from '../../texts/waves.ts';

/** Who rides and when; the rest is the solvers' work. */
export function PlanDrawer({
  isOpen,
  onClose,
  onPlanned,
}: {
  isOpen: boolean;
  onClose: () => void;
  onPlanned: (wave: Out<'fulfilment', 'planWave'>) => void;
}) {
  const T = useWavesText();
  const couriers = useRead('membership', 'listCouriers', {}, { enabled: isOpen });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [departsAt, setDepartsAt] = useState<string>();
  const act = useAct('fulfilment', 'planWave', {
    renews: ['fulfilment', 'ordering', 'insight', 'stock'],
    onDone(wave) {
      toast(T.planned(wave.number));
      onClose();
      onPlanned(wave);
    },
  });
  const rows = couriers.data?.rows;
  const chosen = (rows ?? []).filter(({ memberId }) => !left.has(memberId)).map(({ memberId }) => memberId);
  return (
    <FormDrawer
      isOpen={isOpen}
      title={T.planTitle}
      save={T.planNow}
      isBusy={act.isBusy}
      reason={rows !== undefined && chosen.length === 0 && T.couriersNeeded}
      onClose={onClose}
      onSubmit={() =>
        void act.run({ courierMemberIds: chosen, ...(departsAt !== undefined && { departsAt }) })
      }
    >
      <p className="quiet">{T.planNote}</p>
      <fieldset className="couriers">
        <legend>{T.couriers}</legend>
        {rows === undefined && <Skeleton h={88} />}
        {rows?.length === 0 && <p className="quiet">{T.noCouriers}</p>}
        {rows?.map(({ memberId, name }) => (
          <Checkbox
            key={memberId}
            isChecked={!left.has(memberId)}
            onChange={(isOn) => {
              const next = new Set(left);
              if (isOn) next.delete(memberId);
              else next.add(memberId);
              setLeft(next);
            }}
            children={name}
          />
        ))}
        <FieldNote id="couriers-note" hint={T.couriersHint} error={act.errors.fields['courierMemberIds']} />
      </fieldset>
      <MomentField
        label={T.departs}
        hint={T.departsHint}
        value={departsAt}
        onChange={setDepartsAt}
        error={act.errors.fields['departsAt']}
      />
      <FormError errors={act.errors} known={['courierMemberIds', 'departsAt']} />
    </FormDrawer>
  );
}
