import { Check, CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type Moment } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { usePartText } from '../texts/parts.ts';
import { Icon } from './icon.tsx';
import './timeline.css';

export interface TimelineStep {
  key: string;
  title: ReactNode;
  note?: ReactNode;
  at?: Moment;
  /** `bad` is an exception: its note says what we do about it. `next` has not happened yet. */
  state: 'now' | 'done' | 'bad' | 'next';
}

/** What happened, newest first. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  const T = usePartText();
  const { moment } = useFormat();
  const spoken = { now: T.now, done: T.done, bad: T.wrong, next: T.later };
  return (
    <ol className="lb-timeline">
      {steps.map(({ key, title, note, at, state }) => (
        <li key={key} className={`lb-timeline-${state}`}>
          <span className="lb-timeline-dot" role="img" aria-label={spoken[state]}>
            {state === 'done' && <Icon as={Check} size={10} />}
            {state === 'bad' && <Icon as={CircleAlert} size={14} />}
          </span>
          <div>
            <b>{title}</b>
            {note !== undefined && <p>{note}</p>}
          </div>
          {at !== undefined && <time dateTime={new Date(at).toISOString()}>{moment(at)}</time>}
        </li>
      ))}
    </ol>
  );
}
