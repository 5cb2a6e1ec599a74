import { useCallback, useState } from 'react';
import { Checkbox } from '../../../kit/parts/choices.tsx';
import { FieldNote } from '../../../kit/parts/field.tsx';
import { Skeleton } from '../../../kit/parts/states.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { type Out, useAct, useRead, useRenew } from '../../../kit/use-api.ts';
import { FormDrawer } from '../../parts/form-drawer.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { useWavesText } from '../../texts/waves.ts';
import { PlanningProgress } from './planning-progress.tsx';

/** Who rides and when; the rest is the solvers' work. */
export function PlanDrawer({
  isOpen,
  onClose,
  onPlanned,
}: {
  isOpen: boolean;
  onClose: () => void;
  onPlanned: (waveId: string) => void;
}) {
  const T = useWavesText();
  const renew = useRenew();
  const couriers = useRead('membership', 'listCouriers', {}, { enabled: isOpen });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [departsAt, setDepartsAt] = useState<string>();
  const [planningId, setPlanningId] = useState<string>();
  const act = useAct('fulfilment', 'askForWave', {
    onDone: (planning) => setPlanningId(planning.planningId),
  });
  const end = useCallback(
    (waveId: string | null) => {
      setPlanningId(undefined);
      if (waveId === null) return;
      for (const domain of ['fulfilment', 'ordering', 'insight', 'stock'] as const) renew(domain);
      toast(T.plannedNow);
      onClose();
      onPlanned(waveId);
    },
    [onClose, onPlanned, renew, T],
  );
  const rows = couriers.data?.rows;
  const chosen = (rows ?? []).filter(({ memberId }) => !left.has(memberId)).map(({ memberId }) => memberId);
  return (
    <FormDrawer
      isOpen={isOpen}
      title={T.planTitle}
      save={T.planNow}
      isBusy={act.isBusy || planningId !== undefined}
      reason={rows !== undefined && chosen.length === 0 && T.couriersNeeded}
      onClose={onClose}
      onSubmit={() =>
        void act.run({ courierMemberIds: chosen, ...(departsAt !== undefined && { departsAt }) })
      }
    >
      <p className="quiet">{T.planNote}</p>
      <fieldset className="couriers">
        <legend>{T.couriers}</legend>
        <Couriers rows={rows} left={left} onChange={setLeft} />
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
      {planningId !== undefined && <PlanningProgress planningId={planningId} onEnd={end} />}
    </FormDrawer>
  );
}

/** Everybody rides who is not left out. */
function Couriers({
  rows,
  left,
  onChange,
}: {
  rows: Out<'membership', 'listCouriers'>['rows'] | undefined;
  left: ReadonlySet<string>;
  onChange: (left: ReadonlySet<string>) => void;
}) {
  const T = useWavesText();
  if (rows === undefined) return <Skeleton h={88} />;
  if (rows.length === 0) return <p className="quiet">{T.noCouriers}</p>;
  return rows.map(({ memberId, name }) => (
    <Checkbox
      key={memberId}
      isChecked={!left.has(memberId)}
      onChange={(isOn) => {
        const next = new Set(left);
        if (isOn) next.delete(memberId);
        else next.add(memberId);
        onChange(next);
      }}
      children={name}
    />
  ));
}
