import type { LucideIcon } from 'lucide-react';

export interface IconProps {
  as: LucideIcon;
  /** px; stroke 1.9 up to 18, 1.7 above, 2.1 when selected. */
  size?: number;
  isOn?: boolean;
  className?: string;
}

/** A line icon beside words that say the same; hidden from screen readers. */
export function Icon({ as: Glyph, size = 18, isOn = false, className }: IconProps) {
  const stroke = isOn ? 2.1 : size > 18 ? 1.7 : 1.9;
  return (
    <Glyph
      aria-hidden
      size={size}
      strokeWidth={stroke}
      className={className ?? ''}
      style={{ flex: 'none' }}
    />
  );
}
