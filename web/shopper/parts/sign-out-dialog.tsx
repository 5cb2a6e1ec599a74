import { Button } from '../../kit/parts/button.tsx';
import { Dialog } from '../../kit/parts/modal.tsx';
import { useAct } from '../../kit/use-api.ts';
import { useMeText } from '../texts/me.ts';
import { FormProblem } from './form-problem.tsx';
import { useForgetReads } from './use-me.ts';

/** Asks once, then forgets everything read as this person. */
export function SignOutDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const T = useMeText();
  const forget = useForgetReads();
  const out = useAct('membership', 'signOut', { renews: [] });
  async function leave() {
    if ((await out.run({})) === undefined) return;
    onClose();
    await forget();
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={T.signOutAsk}
      foot={
        <>
          <Button kind="line" onClick={onClose}>
            {T.stay}
          </Button>
          <Button kind="danger" isBusy={out.isBusy} onClick={() => void leave()}>
            {T.leave}
          </Button>
        </>
      }
    >
      <p className="text-ink-2">{T.signOutNote}</p>
      <FormProblem text={out.errors.form} />
    </Dialog>
  );
}
