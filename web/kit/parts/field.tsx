import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import { names } from './names.ts';
import './field.css';

export interface FieldFrame {
  label: ReactNode;
  /** Under the field; an error takes its place and says how to fix it (改成 48 或 60). */
  hint?: ReactNode;
  error?: string | undefined;
  isRequired?: boolean;
  /** Keep the label for screen readers only, where the place says it. */
  isLabelUnseen?: boolean;
}

/** What the control inside must carry so that label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

export interface FieldProps extends FieldFrame {
  /** Unit (件) or sign inside the field at the right. */
  unit?: ReactNode;
  icon?: ReactNode;
  isBare?: boolean;
  children: (control: FieldControl) => ReactNode;
}

/** Label above, control, hint or error below. */
export function Field({
  label,
  hint,
  error,
  isRequired,
  isLabelUnseen,
  unit,
  icon,
  isBare,
  children,
}: FieldProps) {
  const T = usePartText();
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  const control: FieldControl = {
    id,
    'aria-describedby': hasNote ? noteId : undefined,
    'aria-invalid': error === undefined ? undefined : true,
    'aria-required': isRequired || undefined,
  };
  return (
    <div className="lb-field">
      <label htmlFor={id} className={isLabelUnseen ? 'lb-unseen' : 'lb-field-label'}>
        {label}
        {isRequired && <span className="lb-unseen"> {T.needed}</span>}
      </label>
      {isBare ? (
        children(control)
      ) : (
        <div className={names('lb-field-box', error !== undefined && 'lb-field-bad')}>
          {icon}
          {children(control)}
          {unit !== undefined && <span className="lb-field-unit">{unit}</span>}
        </div>
      )}
      {hasNote && <FieldNote id={noteId} error={error} hint={hint} />}
    </div>
  );
}

/** The line below a field or group. */
export function FieldNote({ id, error, hint }: { id: string; error?: string | undefined; hint?: ReactNode }) {
  if (error === undefined) return <p id={id} className="lb-field-hint" children={hint} />;
  return (
    <p id={id} className="lb-field-error" role="alert">
      <Icon as={CircleAlert} size={14} />
      {error}
    </p>
  );
}
