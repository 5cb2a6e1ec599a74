import { type ReactNode, useId } from 'react';
import { Button } from '../../kit/parts/button.tsx';
import { Drawer } from '../../kit/parts/modal.tsx';

export interface FormDrawerProps {
  title: string;
  /** The verb of the one primary button. */
  save: string;
  isBusy: boolean;
  /** Why it cannot be saved now; takes the button's place as a label. */
  reason?: string | false | undefined;
  /** Left of the primary button. */
  beside?: ReactNode;
  isOpen?: boolean;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
}

/** A drawer with one form and its button at the foot; Enter saves. */
export function FormDrawer({
  title,
  save,
  isBusy,
  reason,
  beside,
  isOpen = true,
  onClose,
  onSubmit,
  children,
}: FormDrawerProps) {
  const formId = useId();
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      foot={
        <>
          {beside}
          <Button
            type="submit"
            size="s"
            {...{ form: formId }}
            isBusy={isBusy}
            reason={reason}
            children={save}
          />
        </>
      }
    >
      <form
        id={formId}
        className="form"
        data-density="compact"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
      </form>
    </Drawer>
  );
}
