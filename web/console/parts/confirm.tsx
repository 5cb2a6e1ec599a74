import type { ReactNode } from 'react';
import type { FormErrors } from '../../kit/form-errors.ts';
import { Button } from '../../kit/parts/button.tsx';
import { Dialog } from '../../kit/parts/modal.tsx';
import { useListText } from '../texts/list.ts';
import { FormError } from '../../kit/parts/form-error.tsx';

export interface ConfirmProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What happens, in the words of whom it happens to. */
  children: ReactNode;
  verb: string;
  isDanger?: boolean;
  isBusy: boolean;
  errors: FormErrors;
  onConfirm: () => void;
}

/** The question before what cannot be undone. A refusal is said inside it. */
export function Confirm(props: ConfirmProps) {
  const { isOpen, onClose, title, children, verb, isDanger = false, isBusy, errors, onConfirm } = props;
  const T = useListText();
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      foot={
        <>
          <Button kind="line" size="s" onClick={onClose}>
            {T.cancel}
          </Button>
          <Button kind={isDanger ? 'danger' : 'main'} size="s" isBusy={isBusy} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="confirm">
        {children}
        <FormError errors={errors} known={[]} />
      </div>
    </Dialog>
  );
}
