import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { names } from './names.ts';
import './button.css';

export interface ButtonLook {
  /** `now` (persimmon) only inside a live room or the studio. */
  kind?: 'main' | 'now' | 'soft' | 'line' | 'plain' | 'danger';
  /** s 32, m 44, l 56 high. */
  size?: 's' | 'm' | 'l';
  isPill?: boolean;
  isBlock?: boolean;
}

export interface ButtonProps extends ButtonLook, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  icon?: LucideIcon;
  /** Shown with a spinner while busy: 付款中. The width stays. */
  busyText?: string;
  isBusy?: boolean;
  /** Why it cannot be pressed: replaces the label (已截单) and disables the button. */
  reason?: string | false | undefined;
  disabled?: boolean;
  children: ReactNode;
}

/** The look of a button for links: `<Go className={buttonClass({ kind: 'soft' })}>`. */
export function buttonClass({
  kind = 'main',
  size = 'm',
  isPill = false,
  isBlock = false,
}: ButtonLook): string {
  return names(
    'lb-button',
    `lb-button-${kind}`,
    `lb-button-${size}`,
    isPill && 'lb-pill',
    isBlock && 'lb-block',
  );
}

export function Button(props: ButtonProps) {
  const {
    kind,
    size,
    isPill,
    isBlock,
    icon,
    busyText,
    isBusy = false,
    reason,
    disabled = false,
    ...rest
  } = props;
  const { children, className, onClick, ...attributes } = rest;
  const look = buttonClass({
    ...(kind && { kind }),
    ...(size && { size }),
    isPill: !!isPill,
    isBlock: !!isBlock,
  });
  const isOff = disabled || (reason !== undefined && reason !== false);
  return (
    <button
      type="button"
      {...attributes}
      className={names(look, className)}
      disabled={isOff}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    >
      <span className={names('lb-button-face', isBusy && 'lb-button-away')}>
        {icon && <Icon as={icon} size={size === 'l' ? 22 : 18} />}
        {reason || children}
      </span>
      {isBusy && (
        <span className="lb-button-face">
          <Icon as={LoaderCircle} className="lb-spin" />
          {busyText ?? children}
        </span>
      )}
    </button>
  );
}
