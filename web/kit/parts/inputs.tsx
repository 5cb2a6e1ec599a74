import { type InputHTMLAttributes, type ReactNode, useState } from 'react';
import { type Fen, moneyParts, parseMoney } from '../format/money.ts';
import { usePartText } from '../texts/parts.ts';
import { Field, type FieldFrame } from './field.tsx';

type Native =
  | 'type'
  | 'inputMode'
  | 'autoComplete'
  | 'maxLength'
  | 'placeholder'
  | 'name'
  | 'disabled'
  | 'autoFocus'
  | 'min'
  | 'max';

export interface TextFieldProps extends FieldFrame, Pick<InputHTMLAttributes<HTMLInputElement>, Native> {
  value: string;
  onChange: (value: string) => void;
  unit?: ReactNode;
  onBlur?: () => void;
}

/** One line of text; `type="tel" | "password" | "date" | "datetime-local"` as usual. */
export function TextField({
  label,
  hint,
  error,
  isRequired,
  isLabelUnseen,
  unit,
  value,
  onChange,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...frame({ label, hint, error, isRequired, isLabelUnseen })} unit={unit}>
      {(control) => (
        <input {...rest} {...control} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldFrame {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  maxLength?: number;
  placeholder?: string;
}

/** Several lines; counts down once three quarters of `maxLength` are used. */
export function TextArea({
  value,
  onChange,
  rows = 3,
  maxLength,
  placeholder,
  hint,
  ...rest
}: TextAreaProps) {
  const isNearEnd = maxLength !== undefined && value.length > maxLength * 0.75;
  return (
    <Field {...frame(rest)} hint={isNearEnd ? `${value.length} / ${maxLength}` : hint}>
      {(control) => (
        <textarea
          {...control}
          {...{ rows, maxLength, placeholder, value }}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export interface NumberFieldProps extends FieldFrame {
  /** Undefined while the field is empty or not a whole number. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  unit?: ReactNode;
}

/** A whole number, typed with the digit keys. */
export function NumberField({ value, onChange, unit, ...rest }: NumberFieldProps) {
  const [typed, setTyped] = useState(value === undefined ? '' : String(value));
  const shown = toWhole(typed) === value ? typed : value === undefined ? typed : String(value);
  return (
    <Field {...frame(rest)} unit={unit}>
      {(control) => (
        <input
          {...control}
          inputMode="numeric"
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(toWhole(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

function toWhole(typed: string): number | undefined {
  return /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : undefined;
}

export interface MoneyFieldProps extends FieldFrame {
  /** Decimal fen, as they travel; undefined while it is not an amount. */
  fen: Fen | undefined;
  onChange: (fen: string | undefined) => void;
}

/** An amount in yuan with at most two decimals. */
export function MoneyField({ fen, onChange, error, ...rest }: MoneyFieldProps) {
  const T = usePartText();
  const [typed, setTyped] = useState(fen === undefined ? '' : plain(fen));
  const parsed = parseMoney(typed);
  const isOurs = fen === undefined ? parsed === undefined : parsed === BigInt(fen);
  const shown = isOurs || fen === undefined ? typed : plain(fen);
  const problem = error ?? (typed !== '' && parsed === undefined ? T.notMoney : undefined);
  return (
    <Field {...frame({ ...rest, error: problem })} icon={<span className="lb-field-unit">¥</span>}>
      {(control) => (
        <input
          {...control}
          inputMode="decimal"
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(parseMoney(event.target.value)?.toString());
          }}
        />
      )}
    </Field>
  );
}

function plain(fen: Fen): string {
  const { yuan, fraction } = moneyParts(fen);
  return `${yuan.replaceAll(',', '')}${fraction}`;
}

export interface SelectFieldProps<Value extends string> extends FieldFrame {
  value: Value | '';
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
  placeholder?: string;
}

/** One of many, with the picker of the device. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { value, onChange, options, placeholder, ...rest } = props;
  return (
    <Field {...frame(rest)}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value as Value)}>
          {value === '' && <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Only the props of the frame, without those left undefined. */
function frame({
  label,
  hint,
  error,
  isRequired = false,
  isLabelUnseen = false,
}: FieldFrame | Loose): FieldFrame {
  return { label, ...(hint !== undefined && { hint }), error, isRequired, isLabelUnseen };
}

type Loose = { [Name in keyof FieldFrame]: FieldFrame[Name] | undefined };
