import { Button } from '../../kit/parts/button.tsx';
import { Dialog } from '../../kit/parts/modal.tsx';
import { useFormat } from '../../kit/format/use-format.ts';
import { useAct } from '../../kit/use-api.ts';
import { FormError } from '../../kit/parts/form-error.tsx';
import type { Stage } from '../parts/use-stage.ts';
import { useBackstageText } from '../texts/backstage.ts';
import { SubstituteField } from './substitute-field.tsx';
import { useFunnelText } from '../texts/funnel.ts';

/** Ending cannot be undone: it says what happens to whom. */
export function EndDialog({
  isOpen,
  onClose,
  stage,
}: {
  isOpen: boolean;
  onClose: () => void;
  stage: Stage;
}) {
  const T = useFunnelText();
  const F = useFormat();
  const B = useBackstageText();
  const act = useAct('live', 'endSession');
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={T.endTitle}
      foot={
        <>
          <Button kind="line" onClick={onClose} children={T.endBack} />
          <Button
            kind="danger"
            isBusy={act.isBusy}
            onClick={() => void act.run({ sessionId: stage.session.sessionId })}
            children={T.endConfirm}
          />
        </>
      }
    >
      <p>{T.endNote(F.count(stage.viewers))}</p>
      <details className="pt-2">
        <summary className="min-h-tap">{B.handOver}</summary>
        <SubstituteField session={stage.session} />
      </details>
      <FormError errors={act.errors} />
    </Dialog>
  );
}
