import type { ReactNode } from 'react';
import { usePartText } from '../texts/parts.ts';
import { names } from '../parts/names.ts';
import './phone-frame.css';

export interface PhoneFrameProps {
  /** Top bar, content; a `StickyBar` or `TabBar` comes last. */
  children: ReactNode;
  /** Shown to the right of the column from 1024 px up: the live room beside the shop. */
  beside?: ReactNode;
  /** Video and studio: night colours, exactly one screen high. */
  isStage?: boolean;
}

/** A phone page: full width on a phone, a 390 column in the middle of the paper on a desktop. */
export function PhoneFrame({ children, beside, isStage = false }: PhoneFrameProps) {
  const T = usePartText();
  return (
    <div className={names('lb-desk', beside !== undefined && 'lb-desk-two')}>
      <a className="lb-skip" href="#main">
        {T.skip}
      </a>
      <div
        id="main"
        tabIndex={-1}
        className={names('lb-phone', isStage && 'lb-phone-stage')}
        {...(isStage && { 'data-theme': 'night' })}
      >
        {children}
      </div>
      {beside !== undefined && <aside className="lb-beside">{beside}</aside>}
    </div>
  );
}
