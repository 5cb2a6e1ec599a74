import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { usePartText } from '../texts/parts.ts';
import { names } from './names.ts';
import './matrix-cell.css';

const flashMs = 600;

/** A number of the pool board: greener with its share (0–1) of the row's largest; flashes when it grows. */
export function MatrixCell({ n, share }: { n: number; share: number }) {
  const T = usePartText();
  const last = useRef(n);
  const [isFlashing, setFlashing] = useState(false);
  useEffect(() => {
    const grew = n > last.current;
    last.current = n;
    if (!grew) return undefined;
    setFlashing(true);
    const timer = setTimeout(() => setFlashing(false), flashMs);
    return () => clearTimeout(timer);
  }, [n]);
  if (n === 0) {
    return (
      <span className="lb-cell lb-cell-none">
        <span aria-hidden>·</span>
        <span className="lb-unseen">{T.nothing}</span>
      </span>
    );
  }
  const style = { '--share': Math.min(1, Math.max(0, share)) } as CSSProperties;
  return (
    <span className={names('lb-cell', isFlashing && 'lb-cell-new')} style={style}>
      {n}
    </span>
  );
}
