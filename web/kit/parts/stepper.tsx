import { Minus, Plus } from 'lucide-react';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import './stepper.css';

export interface StepperProps {
  value: number;
  onChange: (value: number) => void;
  min?: number;
  /** What is available, or the limit for one person. */
  max: number;
  step?: number;
  /** Of what: 白糖罂荔枝. */
  label: string;
}

/** A quantity of 30 px height whose buttons catch 44 × 44. */
export function Stepper({ value, onChange, min = 1, max, step = 1, label }: StepperProps) {
  const T = usePartText();
  return (
    <span className="lb-stepper" role="group" aria-label={label}>
      <button
        type="button"
        aria-label={T.less}
        disabled={value - step < min}
        onClick={() => onChange(value - step)}
      >
        <Icon as={Minus} size={15} />
      </button>
      <output aria-label={T.count(value)}>{value}</output>
      <button
        type="button"
        aria-label={T.more}
        disabled={value + step > max}
        onClick={() => onChange(value + step)}
      >
        <Icon as={Plus} size={15} />
      </button>
    </span>
  );
}
