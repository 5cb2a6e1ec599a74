import { useState } from 'react';
import { useFormat } from '../../../kit/format/use-format.ts';
import { Button } from '../../../kit/parts/button.tsx';
import { Drawer } from '../../../kit/parts/modal.tsx';
import { Say } from '../../../kit/parts/say.tsx';
import { toast } from '../../../kit/parts/toast.tsx';
import { serverNow } from '../../../kit/server-time.ts';
import { type Out, useAct } from '../../../kit/use-api.ts';
import { DayField } from '../../parts/day-field.tsx';
import { FormError } from '../../../kit/parts/form-error.tsx';
import { useSettlementText } from '../../texts/settlement.ts';
import { nextPeriod } from './periods.ts';

type Preview = Out<'settlement', 'closePeriod'>;
type Period = ReturnType<typeof nextPeriod>;

/** A period is tried without keeping anything first, then closed for good. */
export function CloseDrawer({
  isOpen,
  onClose,
  closedUntil,
}: {
  isOpen: boolean;
  onClose: () => void;
  /** The last day that has statements. */
  closedUntil: string | undefined;
}) {
  const T = useSettlementText();
  const [chosen, setPeriod] = useState<Period>();
  const period = chosen ?? nextPeriod(closedUntil, serverNow());
  const [preview, setPreview] = useState<Preview>();
  const tried = useAct('settlement', 'closePeriod', { renews: [], onDone: setPreview });
  const act = useAct('settlement', 'closePeriod', {
    renews: ['settlement', 'insight'],
    onDone({ made }) {
      setPreview(undefined);
      onClose();
      toast(T.closed(made));
    },
  });
  const errors =
    act.errors.form !== undefined || Object.keys(act.errors.fields).length > 0 ? act.errors : tried.errors;
  function change(part: Partial<Period>) {
    setPeriod({ ...period, ...part });
    setPreview(undefined);
  }
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={T.closeTitle}
      foot={
        <>
          <Button
            kind="line"
            size="s"
            isBusy={tried.isBusy}
            onClick={() => void tried.run(period, { dryRun: true })}
            children={T.preview}
          />
          <Button
            size="s"
            isBusy={act.isBusy}
            disabled={preview === undefined || preview.made === 0}
            onClick={() => void act.run(period)}
            children={T.closeNow}
          />
        </>
      }
    >
      <div className="form">
        <p className="quiet">{T.closeNote}</p>
        <PeriodFields period={period} onChange={change} errors={errors.fields} />
        <FormError errors={errors} known={['fromDay', 'toDay']} />
        <div role="status">{preview && <PreviewWords preview={preview} />}</div>
      </div>
    </Drawer>
  );
}

function PeriodFields({
  period,
  onChange,
  errors,
}: {
  period: Period;
  onChange: (part: Partial<Period>) => void;
  errors: Record<string, string>;
}) {
  const T = useSettlementText();
  return (
    <div className="form-pair">
      <DayField
        label={T.from}
        value={period.fromDay}
        onChange={(day) => day !== null && onChange({ fromDay: day })}
        error={errors['fromDay']}
      />
      <DayField
        label={T.to}
        value={period.toDay}
        onChange={(day) => day !== null && onChange({ toDay: day })}
        error={errors['toDay']}
      />
    </div>
  );
}

function PreviewWords({ preview: { made, sumFen } }: { preview: Preview }) {
  const T = useSettlementText();
  const F = useFormat();
  if (made === 0) return <p className="close-preview">{T.previewedNone}</p>;
  return (
    <p className="close-preview">
      <Say text={T.previewed(made, F.money(sumFen))} />
    </p>
  );
}
