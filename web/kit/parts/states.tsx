import { type LucideIcon, WifiOff } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { type Moment } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { usePartText } from '../texts/parts.ts';
import type { PieceName } from '../pieces.ts';
import { Button } from './button.tsx';
import { Piece } from './goods-picture.tsx';
import { Icon } from './icon.tsx';
import './states.css';

/** A grey shape of what is coming; lay several out like the real thing. Height and width in px or any CSS length. */
export function Skeleton({ h, w = '100%', r }: { h: number | string; w?: number | string; r?: number }) {
  const style: CSSProperties = { height: h, width: w, ...(r !== undefined && { borderRadius: r }) };
  return <span className="lb-skeleton" style={style} aria-hidden />;
}

/** Wraps skeletons, so that "loading" is said once. */
export function Loading({ children }: { children: ReactNode }) {
  const T = usePartText();
  return (
    <div role="status" aria-busy>
      <span className="lb-unseen">{T.loading}</span>
      {children}
    </div>
  );
}

/** Nothing here yet: one picture, one line, one thing to do. */
export function EmptyState({
  picture = 'basket',
  text,
  children,
}: {
  picture?: PieceName;
  text: ReactNode;
  /** A soft button or link. */
  children?: ReactNode;
}) {
  return (
    <div className="lb-state">
      <Piece name={picture} size={60} />
      <b>{text}</b>
      {children}
    </div>
  );
}

export interface ErrorStateProps {
  onRetry: () => void;
  text?: ReactNode;
  icon?: LucideIcon;
  /** When what is shown was stored, if something is. */
  storedAt?: Moment;
  isBusy?: boolean;
}

/** It did not work: what is safe, what is shown instead, and trying again. */
export function ErrorState({ onRetry, text, icon = WifiOff, storedAt, isBusy = false }: ErrorStateProps) {
  const T = usePartText();
  const { moment } = useFormat();
  return (
    <div className="lb-state" role="alert">
      <span className="lb-state-tile">
        <Icon as={icon} size={20} />
      </span>
      <b>{text ?? T.offline}</b>
      {storedAt !== undefined && <p>{T.storedAt(moment(storedAt))}</p>}
      <Button kind="line" size="s" onClick={onRetry} isBusy={isBusy}>
        {T.retry}
      </Button>
    </div>
  );
}
