import type { HTMLAttributes } from 'react';
import { names } from './names.ts';
import './card.css';

export interface CardProps extends HTMLAttributes<HTMLElement> {
  as?: 'div' | 'section' | 'article' | 'li';
  /** none, 12 px (phone) or 16 px (console). */
  pad?: 'none' | 'phone' | 'console';
  /** Console panels have a hairline as well. */
  isPanel?: boolean;
}

/** A white sheet on the paper ground. Put a `Go` with class `lb-card-link` inside to make all of it pressable. */
export function Card({ as: Tag = 'div', pad = 'phone', isPanel = false, className, ...rest }: CardProps) {
  return <Tag {...rest} className={names('lb-card', `lb-card-${pad}`, isPanel && 'lb-panel', className)} />;
}
