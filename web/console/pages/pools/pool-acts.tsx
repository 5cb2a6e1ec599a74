import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Dialog } from '../../../kit/parts/modal.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { Confirm } from '../../parts/confirm.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { MomentField } from '../../parts/moment-field.tsx';
import { useAct } from '../../../kit/use-api.ts';
import type { PoolDetail } from '../../parts/use-live-pools.ts';
import { usePoolText } from '../../texts/pools.ts';

interface PoolActProps {
  pool: PoolDetail;
  isOpen: boolean;
  onClose: () => void;
}

const dayMs = 86_400_000;

/** Moves the cut-off later; a day is proposed. */
export function ProlongPool({ pool, isOpen, onClose }: PoolActProps) {
  const T = usePoolText();
  const F = useFormat();
  const [cutOffAt, setCutOffAt] = useState<string | undefined>(() =>
    new Date(new Date(pool.cutOffAt).getTime() + dayMs).toISOString(),
  );
  const act = useAct('supply', 'prolongPool', {
    onDone: () => {
      toast(T.prolonged);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={T.prolongTitle}
      foot={
        <Button
          size="s"
          isBusy={act.isBusy}
          {...(cutOffAt === undefined && { reason: T.pickMoment })}
          onClick={() => cutOffAt !== undefined && void act.run({ poolId: pool.poolId, cutOffAt })}
        >
          {T.prolong}
        </Button>
      }
    >
      <div className="form" data-density="compact">
        <MomentField
          label={T.newCutOff}
          value={cutOffAt}
          onChange={setCutOffAt}
          error={act.errors.fields['cutOffAt']}
          hint={T.cutOffWas(F.moment(pool.cutOffAt))}
          isRequired
        />
        <FormError errors={act.errors} known={['cutOffAt']} />
      </div>
    </Dialog>
  );
}

/** Cuts off now. The final order goes out at once, so it is asked twice. */
export function ClosePool({ pool, isOpen, onClose }: PoolActProps) {
  const T = usePoolText();
  const act = useAct('supply', 'closePoolNow', {
    onDone: () => {
      toast(T.closed);
      onClose();
    },
  });
  const { paidQuantity, threshold } = pool.progress;
  return (
    <Confirm
      isOpen={isOpen}
      onClose={onClose}
      title={T.closeTitle}
      verb={T.closeNow}
      isDanger
      isBusy={act.isBusy}
      errors={act.errors}
      onConfirm={() => void act.run({ poolId: pool.poolId })}
    >
      <p>{paidQuantity >= threshold ? T.closeFormed(paidQuantity) : T.closeBelow(paidQuantity, threshold)}</p>
    </Confirm>
  );
}
