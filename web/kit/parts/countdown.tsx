import { useEffect, useRef } from 'react';
import { type Moment, spanClock } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { usePartText } from '../texts/parts.ts';
import { useNow } from '../use-now.ts';
import { names } from './names.ts';
import { Tag } from './tag.tsx';

export interface CountdownProps {
  until: Moment;
  /** The words once it is over; 已截单. */
  endedText?: string;
  /** Called once, when the moment passes while the countdown is on the screen. */
  onEnd?: () => void;
  className?: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Spoken to screen readers at these many minutes before the end, never each second. */
const spokenMinutes = [10, 1];

/** `02:14:36` by server time; over a day away `明天 18:00`; persimmon in the last hour; then a tag. */
export function Countdown({ until, endedText, onEnd, className }: CountdownProps) {
  const T = usePartText();
  const { moment } = useFormat();
  const leftMs = new Date(until).getTime() - useNow();
  const isOver = leftMs <= 0;
  const wasRunning = useRef(!isOver);
  useEffect(() => {
    if (!isOver) wasRunning.current = true;
    else if (wasRunning.current) {
      wasRunning.current = false;
      onEnd?.();
    }
  }, [isOver, onEnd]);
  if (isOver) return <Tag>{endedText ?? T.cutOff}</Tag>;
  const minutesLeft = Math.ceil(leftMs / 60_000);
  return (
    <span className={names('lb-num', leftMs < hourMs && 'lb-tone-hot', className)}>
      <time dateTime={new Date(until).toISOString()}>
        {leftMs > dayMs ? moment(until) : spanClock(leftMs)}
      </time>
      <span role="status" className="lb-unseen">
        {spokenMinutes.includes(minutesLeft) ? T.leftWords(minutesLeft) : ''}
      </span>
    </span>
  );
}
