import { type ReactNode, useId } from 'react';
import { FieldNote } from './field.tsx';
import { names } from './names.ts';
import './choices.css';

export interface CheckboxProps {
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  /** Round = chosen for the cart, square = consent (never ticked beforehand). */
  shape?: 'round' | 'square';
  /** Spoken when there are no words beside it. */
  label?: string;
  children?: ReactNode;
  disabled?: boolean;
}

export function Checkbox({
  isChecked,
  onChange,
  shape = 'square',
  label,
  children,
  disabled,
}: CheckboxProps) {
  return (
    <label className={names('lb-check', `lb-check-${shape}`)}>
      <input
        type="checkbox"
        checked={isChecked}
        disabled={disabled ?? false}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children !== undefined && <span>{children}</span>}
    </label>
  );
}

/** On or off, taking effect at once. */
export function Switch({ isChecked, onChange, label, children, disabled }: Omit<CheckboxProps, 'shape'>) {
  return (
    <label className="lb-check lb-switch">
      {children !== undefined && <span>{children}</span>}
      <input
        type="checkbox"
        role="switch"
        checked={isChecked}
        disabled={disabled ?? false}
        aria-label={label}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}

export interface Choice<Value extends string> {
  value: Value;
  label: ReactNode;
  note?: ReactNode;
  /** Why it cannot be chosen. */
  reason?: string;
}

export interface RadioGroupProps<Value extends string> {
  label: ReactNode;
  value: Value | undefined;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  /** Cards in two columns. */
  isWide?: boolean;
  error?: string | undefined;
}

/** One of a few, each with a note of what it means. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, value, onChange, choices, isWide = false, error } = props;
  const name = useId();
  return (
    <fieldset className="lb-radios" aria-describedby={error === undefined ? undefined : `${name}-note`}>
      <legend>{label}</legend>
      <div className={isWide ? 'lb-radios-wide' : 'lb-radios-list'}>
        {choices.map((choice) => (
          <label key={choice.value} className={names('lb-radio', choice.value === value && 'lb-radio-on')}>
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              disabled={choice.reason !== undefined}
              onChange={() => onChange(choice.value)}
            />
            <span>
              <b>{choice.label}</b>
              {(choice.reason ?? choice.note) !== undefined && <small>{choice.reason ?? choice.note}</small>}
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && <FieldNote id={`${name}-note`} error={error} />}
    </fieldset>
  );
}

export interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode }[];
}

/** Two to four ways of seeing the same thing. */
export function Segmented<Value extends string>({ label, value, onChange, options }: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="lb-segmented">
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'lb-segmented-on' : undefined}>
          <input
            type="radio"
            name={name}
            className="lb-unseen"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
