import type { LucideIcon } from 'lucide-react';
import { type ButtonLook, buttonClass } from '../../kit/parts/button.tsx';
import { Go } from '../../kit/parts/go.tsx';
import { Icon } from '../../kit/parts/icon.tsx';

/** A link that looks like a button. */
export function ButtonGo({
  to,
  icon,
  children,
  ...look
}: ButtonLook & { to: string; icon?: LucideIcon; children: string }) {
  return (
    <Go to={to} className={buttonClass({ size: 's', ...look })}>
      <span className="lb-button-face">
        {icon && <Icon as={icon} size={16} />}
        {children}
      </span>
    </Go>
  );
}
