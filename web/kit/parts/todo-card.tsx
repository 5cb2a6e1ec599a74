import { ArrowRight, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Go } from './go.tsx';
import { Icon } from './icon.tsx';
import './todo-card.css';

export interface TodoCardProps {
  icon: LucideIcon;
  tone?: 'hot' | 'bad' | 'info' | 'ok' | 'honey';
  /** A card at zero leaves; do not show it. */
  count: number;
  title: string;
  /** The worst case in one line. */
  worst: ReactNode;
  /** The verb: 去催单. */
  verb: string;
  to: string;
}

/** One thing that waits for a decision. All of the card is the link. */
export function TodoCard({ icon, tone = 'hot', count, title, worst, verb, to }: TodoCardProps) {
  return (
    <article className={`lb-card lb-panel lb-todo lb-todo-${tone}`}>
      <span className="lb-todo-icon">
        <Icon as={icon} />
      </span>
      <span className="lb-todo-count">{count}</span>
      <h2>{title}</h2>
      <p>{worst}</p>
      <Go to={to} className="lb-card-link" aria-label={`${verb} ${title}`}>
        {verb} <Icon as={ArrowRight} size={14} />
      </Go>
    </article>
  );
}
