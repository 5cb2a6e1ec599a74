import { type CSSProperties, type ReactNode, useState } from 'react';
import { usePartText } from '../texts/parts.ts';
import { names } from './names.ts';
import './pool-bar.css';

export interface PoolBarProps {
  /** Paid pieces. */
  have: number;
  /** Quantities of the tiers, rising; the last one is the end of the track. */
  tiers: readonly number[];
  /** `failed` turns grey: the round was not filled and everyone has the money back. */
  isFailed?: boolean;
  /** Height of the track in px: 5 dense, 8, 9 in a live room. */
  size?: 5 | 8 | 9;
  /** The sentence read aloud; the same words stand beside the bar. Default: how many of how many. */
  valueText?: string;
  /** The words under the bar. */
  children?: ReactNode;
}

/** Where the last tier stands, and how much of it is there: 0–100. */
export function ripeness(have: number, tiers: readonly number[]): number {
  const target = tiers.at(-1) ?? 0;
  return target === 0 ? 0 : Math.min(100, Math.max(0, (have / target) * 100));
}

/** The pool ripens from leaf to honey to persimmon: the gradient spans the whole track, so the tip tells the state. */
export function PoolBar({ have, tiers, isFailed = false, size = 8, valueText, children }: PoolBarProps) {
  const T = usePartText();
  const target = tiers.at(-1) ?? 0;
  const words = isFailed ? T.poolFailed(have) : T.poolValue(have, target);
  return (
    <div
      className={names('lb-pool', isFailed && 'lb-pool-failed')}
      style={{ '--h': `${size}px` } as CSSProperties}
    >
      <div
        className="lb-pool-track"
        role="progressbar"
        aria-label={valueText ?? words}
        aria-valuemin={0}
        aria-valuemax={target}
        aria-valuenow={Math.min(have, target)}
        aria-valuetext={valueText ?? words}
      >
        {have > 0 && (
          <div
            className="lb-pool-fill"
            style={{ '--v': Math.max(1, ripeness(have, tiers)) } as CSSProperties}
          />
        )}
        {tiers.map((at) => (
          <Tick key={at} at={at / target} isReached={have >= at} />
        ))}
      </div>
      {children !== undefined && <div className="lb-pool-words">{children}</div>}
    </div>
  );
}

/** The last tick stays inside the track. A tick reached while it is on the screen springs once. */
function Tick({ at, isReached }: { at: number; isReached: boolean }) {
  const [wasReachedBefore] = useState(isReached);
  const style = { left: `${at * 100}%`, '--end': at === 1 ? '-85%' : '-50%' } as CSSProperties;
  const pops = isReached && !wasReachedBefore && 'lb-pool-pops';
  return <span className={names('lb-pool-tick', isReached && 'lb-pool-reached', pops)} style={style} />;
}
