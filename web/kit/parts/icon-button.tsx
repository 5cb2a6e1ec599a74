import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';
import { Icon } from './icon.tsx';
import { names } from './names.ts';
import './icon-button.css';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** What it does; spoken, and shown on hover. */
  label: string;
  kind?: 'plain' | 'soft' | 'glass';
  iconSize?: number;
  /** A count at the corner, left out at zero. */
  badge?: number;
}

/** A round button of at least 44 × 44 with an icon alone. */
export function IconButton({
  icon,
  label,
  kind = 'plain',
  iconSize = 22,
  badge = 0,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={badge > 0 ? `${label} ${badge}` : label}
      className={names('lb-icon-button', `lb-icon-button-${kind}`, className)}
    >
      <Icon as={icon} size={iconSize} />
      {badge > 0 && <span className="lb-badge">{badge > 99 ? '99+' : badge}</span>}
    </button>
  );
}
