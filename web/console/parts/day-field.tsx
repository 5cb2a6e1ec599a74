import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Field } from '../../kit/parts/field.tsx';
import { useListText } from '../texts/list.ts';

export interface DayFieldProps {
  label: string;
  /** A calendar day `2026-11-23`; null = none. */
  value: string | null;
  onChange: (value: string | null) => void;
  hint?: string;
  error?: string | undefined;
}

/** A calendar day. */
export function DayField({ label, value, onChange, hint, error }: DayFieldProps) {
  const T = useListText();
  return (
    <Field label={label} {...(hint !== undefined && { hint })} error={error}>
      {(control) => (
        <DatePicker
          {...control}
          className="pick-moment"
          variant="borderless"
          placeholder={T.pickDay}
          value={value === null ? null : dayjs(value)}
          onChange={(picked) => onChange(picked === null ? null : picked.format('YYYY-MM-DD'))}
        />
      )}
    </Field>
  );
}
