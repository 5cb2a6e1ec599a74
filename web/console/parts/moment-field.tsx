import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { Field } from '../../kit/parts/field.tsx';
import { useListText } from '../texts/list.ts';
import { fromWall, toWall } from './wall-clock.ts';

export interface MomentFieldProps {
  label: string;
  /** An instant as it travels; undefined while none is given. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  hint?: string;
  error?: string | undefined;
  isRequired?: boolean;
}

/** Day and time by the clock of Shanghai, whatever clock the browser has. */
export function MomentField({ label, value, onChange, hint, error, isRequired = false }: MomentFieldProps) {
  const T = useListText();
  return (
    <Field label={label} {...(hint !== undefined && { hint })} error={error} isRequired={isRequired}>
      {(control) => (
        <DatePicker
          {...control}
          className="pick-moment"
          variant="borderless"
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          needConfirm={false}
          format={T.momentFormat}
          placeholder={T.pickMoment}
          value={value === undefined ? null : dayjs(toWall(value))}
          onChange={(picked) =>
            onChange(picked === null ? undefined : fromWall(picked.format('YYYY-MM-DDTHH:mm')))
          }
        />
      )}
    </Field>
  );
}
